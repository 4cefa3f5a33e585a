namespace BpoWorkbench.Tests.Support;

// How each of them is told to keep to the test's folder and ports.
internal sealed partial class MailServers
{
    private const string Exim = "/usr/sbin/exim4";
    private const string Dovecot = "/usr/sbin/dovecot";

    private string EximSettings(string user, string group) => $$$"""
        FOLDER = {{{Folder}}}
        CUSTOMER = {{{Customer}}}
        CLIENT = {{{Client}}}
        SECRET = {{{Password}}}
        primary_hostname = mx.example
        spool_directory = FOLDER/spool
        log_file_path = FOLDER/exim-%s.log
        pid_file_path = FOLDER/exim.pid
        exim_user = {{{user}}}
        exim_group = {{{group}}}
        never_users =
        keep_environment =
        host_lookup =
        rfc1413_hosts =
        tls_advertise_hosts =
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{{SmtpPort}}}
        daemon_startup_retries = 0
        domainlist ours = example.com : iberluz.example
        acl_smtp_rcpt = recipient
        acl_smtp_data = message
        begin acl
        recipient:
          deny message = Sign in to send in this name
            sender_domains = iberluz.example
            !authenticated = *
          require domains = +ours
            verify = recipient
          accept
        message:
          warn add_header = :at_start:${authresults {$primary_hostname}}
          accept
        begin routers
        people:
          driver = accept
          domains = +ours
          local_parts = ${local_part:CUSTOMER} : ${local_part:CLIENT}
          transport = mailbox
        begin transports
        mailbox:
          driver = appendfile
          maildir_format
          directory = FOLDER/mail/$local_part_data@$domain_data
          create_directory
          delivery_date_add
          envelope_to_add
          return_path_add
        begin retry
        * * F,1h,1m
        begin authenticators
        login:
          driver = plaintext
          public_name = LOGIN
          server_prompts = Username:: : Password::
          server_condition = ${if and {{eq {$auth1}{CLIENT}}{eq {$auth2}{SECRET}} }}
          server_set_id = $auth1

        """;

    // Its settings have other names since 2.4.
    private string DovecotSettings(string version, string user, string group) => (Version.Parse(version) >= new Version(2, 4)
        ? $$"""
        dovecot_config_version = 2.4.0
        dovecot_storage_version = 2.4.0
        ssl_server_cert_file = {{Certificate}}
        ssl_server_key_file = {{Folder}}/key.pem
        mail_driver = maildir
        mail_path = {{Folder}}/mail/%{user}
        passdb static {
          password = {{Password}}
        }
        userdb static {
          fields {
            uid = {{user}}
            gid = {{group}}
            home = {{Folder}}/mail/%{user}
          }
        }

        """
        : $$"""
        ssl_cert = <{{Certificate}}
        ssl_key = <{{Folder}}/key.pem
        mail_location = maildir:{{Folder}}/mail/%u
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{group}} home={{Folder}}/mail/%u
        }

        """) + $$"""
        base_dir = {{Folder}}/dovecot
        state_dir = {{Folder}}/dovecot
        log_path = {{Folder}}/dovecot.log
        protocols = imap
        listen = 127.0.0.1
        default_internal_user = {{user}}
        default_internal_group = {{group}}
        default_login_user = {{user}}
        ssl = required
        first_valid_uid = 1
        service anvil {
          chroot =
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            port = {{ImapPort}}
          }
        }

        """;
}
