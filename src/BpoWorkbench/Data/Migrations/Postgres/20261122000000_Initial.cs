using BpoWorkbench.Data.Postgres;
using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "ChangeIds");

            migrationBuilder.CreateTable(
                name: "ApiKey",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Permissions = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Ending = table.Column<string>(type: "text", nullable: false),
                    MadeBy = table.Column<long>(type: "bigint", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true),
                    RevokedBy = table.Column<long>(type: "bigint", nullable: true),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BusinessCalendar",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false),
                    Week = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BusinessCalendar", x => x.Id);
                    table.UniqueConstraint("AK_BusinessCalendar_Id_ClientId", x => new { x.Id, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "Change",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Entity = table.Column<string>(type: "text", nullable: false),
                    EntityId = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<string>(type: "text", nullable: true),
                    To = table.Column<string>(type: "text", nullable: true),
                    PersonId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Client",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Colour = table.Column<string>(type: "text", nullable: false),
                    TaxNumber = table.Column<string>(type: "text", nullable: true),
                    Language = table.Column<string>(type: "text", nullable: false),
                    TimeZone = table.Column<string>(type: "text", nullable: false),
                    Sla = table.Column<int>(type: "integer", nullable: false),
                    Share = table.Column<int>(type: "integer", nullable: true),
                    EmailSignature = table.Column<string>(type: "text", nullable: true),
                    DialUrl = table.Column<string>(type: "text", nullable: false),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Client", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Counter",
                columns: table => new
                {
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Measure = table.Column<int>(type: "integer", nullable: false),
                    Quarter = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counter", x => new { x.Quarter, x.ClientId, x.QueueId, x.Measure, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "CounterDelta",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Measure = table.Column<int>(type: "integer", nullable: false),
                    Quarter = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CounterDelta", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutboxMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    MessageId = table.Column<string>(type: "text", nullable: false),
                    To = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: true),
                    Html = table.Column<string>(type: "text", nullable: true),
                    Confidential = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Answer = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessage", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Person",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    Capacity = table.Column<int>(type: "integer", nullable: true),
                    LastSignInAt = table.Column<long>(type: "bigint", nullable: true),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PresenceCode",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'100', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<string>(type: "text", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Paid = table.Column<bool>(type: "boolean", nullable: false),
                    Productive = table.Column<bool>(type: "boolean", nullable: false),
                    ReceivesWork = table.Column<bool>(type: "boolean", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceCode", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Setting",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Setting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Skill",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Skill", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StoredFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    Path = table.Column<string>(type: "text", nullable: false),
                    StoredAt = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoredFile", x => x.Id);
                    table.UniqueConstraint("AK_StoredFile_Id_ClientId", x => new { x.Id, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "CalendarDay",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    BusinessCalendarId = table.Column<long>(type: "bigint", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Slots = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarDay", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CalendarDay_BusinessCalendar_BusinessCalendarId_ClientId",
                        columns: x => new { x.BusinessCalendarId, x.ClientId },
                        principalTable: "BusinessCalendar",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Customer",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: true),
                    TaxNumber = table.Column<string>(type: "text", nullable: true),
                    Phones = table.Column<string>(type: "text", nullable: false),
                    Emails = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: true),
                    PostalCode = table.Column<string>(type: "text", nullable: true),
                    City = table.Column<string>(type: "text", nullable: true),
                    BatchId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customer", x => x.Id);
                    table.UniqueConstraint("AK_Customer_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_Customer_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Queue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CancelUpTo = table.Column<long>(type: "bigint", nullable: true),
                    CancelAskedBy = table.Column<long>(type: "bigint", nullable: true),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    IsCampaign = table.Column<bool>(type: "boolean", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true),
                    Fields = table.Column<string>(type: "text", nullable: false),
                    Script = table.Column<string>(type: "text", nullable: true),
                    SeenInPortal = table.Column<bool>(type: "boolean", nullable: false),
                    AwayMinutes = table.Column<int>(type: "integer", nullable: false),
                    OwnerGraceMinutes = table.Column<int>(type: "integer", nullable: false),
                    ImportUndoDays = table.Column<int>(type: "integer", nullable: false),
                    Push = table.Column<bool>(type: "boolean", nullable: false),
                    AcceptSeconds = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Priorities = table.Column<string>(type: "text", nullable: false),
                    Skills = table.Column<string>(type: "text", nullable: false),
                    SkillsPending = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Queue", x => x.Id);
                    table.UniqueConstraint("AK_Queue_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_Queue_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Grant",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    ClientId = table.Column<long>(type: "bigint", nullable: true),
                    Role = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grant", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Grant_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Grant_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Team",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false),
                    SupervisorId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Team", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Team_Person_SupervisorId",
                        column: x => x.SupervisorId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "UserClaim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserClaim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserClaim_Person_UserId",
                        column: x => x.UserId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserLogin",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    ProviderKey = table.Column<string>(type: "text", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserLogin", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_UserLogin_Person_UserId",
                        column: x => x.UserId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserToken",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserToken", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_UserToken_Person_UserId",
                        column: x => x.UserId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Presence",
                columns: table => new
                {
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Online = table.Column<bool>(type: "boolean", nullable: false),
                    CodeId = table.Column<long>(type: "bigint", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: false),
                    LostFrom = table.Column<long>(type: "bigint", nullable: true),
                    MissedOffer = table.Column<bool>(type: "boolean", nullable: false),
                    BackSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Presence", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_Presence_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Presence_PresenceCode_CodeId",
                        column: x => x.CodeId,
                        principalTable: "PresenceCode",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonSkill",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    SkillId = table.Column<long>(type: "bigint", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonSkill", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonSkill_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PersonSkill_Skill_SkillId",
                        column: x => x.SkillId,
                        principalTable: "Skill",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Disposition",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Group = table.Column<string>(type: "text", nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Effect = table.Column<int>(type: "integer", nullable: false),
                    Counts = table.Column<int>(type: "integer", nullable: false),
                    RetryMinutes = table.Column<int>(type: "integer", nullable: false),
                    MaxAttempts = table.Column<int>(type: "integer", nullable: false),
                    ThenCode = table.Column<string>(type: "text", nullable: true),
                    RequiredFields = table.Column<string>(type: "text", nullable: false),
                    NoteRequired = table.Column<bool>(type: "boolean", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disposition", x => x.Id);
                    table.UniqueConstraint("AK_Disposition_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_Disposition_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportBatch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: true),
                    FileId = table.Column<long>(type: "bigint", nullable: true),
                    PersonId = table.Column<long>(type: "bigint", nullable: true),
                    Unasked = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Draft = table.Column<string>(type: "text", nullable: true),
                    Plan = table.Column<string>(type: "text", nullable: true),
                    RowsExpected = table.Column<int>(type: "integer", nullable: false),
                    LastRow = table.Column<int>(type: "integer", nullable: false),
                    Accepted = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Rejected = table.Column<int>(type: "integer", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    CheckedAt = table.Column<long>(type: "bigint", nullable: true),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedBy = table.Column<long>(type: "bigint", nullable: true),
                    UndoneBy = table.Column<long>(type: "bigint", nullable: true),
                    Kept = table.Column<int>(type: "integer", nullable: false),
                    ErrorCode = table.Column<string>(type: "text", nullable: true),
                    ErrorArgs = table.Column<string>(type: "text", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportBatch", x => x.Id);
                    table.UniqueConstraint("AK_ImportBatch_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_ImportBatch_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" });
                    table.ForeignKey(
                        name: "FK_ImportBatch_StoredFile_FileId_ClientId",
                        columns: x => new { x.FileId, x.ClientId },
                        principalTable: "StoredFile",
                        principalColumns: new[] { "Id", "ClientId" });
                });

            migrationBuilder.CreateTable(
                name: "Lane",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Band = table.Column<int>(type: "integer", nullable: false),
                    Needs = table.Column<string>(type: "text", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Open = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Lane", x => x.Id);
                    table.UniqueConstraint("AK_Lane_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_Lane_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ServicePolicy",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    TargetMinutes = table.Column<int>(type: "integer", nullable: false),
                    WarnPercent = table.Column<int>(type: "integer", nullable: false),
                    Pauses = table.Column<int>(type: "integer", nullable: false),
                    CalendarId = table.Column<long>(type: "bigint", nullable: true),
                    CalendarName = table.Column<string>(type: "text", nullable: true),
                    Hours = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServicePolicy", x => x.Id);
                    table.UniqueConstraint("AK_ServicePolicy_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_ServicePolicy_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Block",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    TeamId = table.Column<long>(type: "bigint", nullable: false),
                    Hours = table.Column<string>(type: "text", nullable: false),
                    Days = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    QueueCount = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Block", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Block_Team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BoardView",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    TeamId = table.Column<long>(type: "bigint", nullable: true),
                    Clients = table.Column<string>(type: "text", nullable: false),
                    Tiles = table.Column<string>(type: "text", nullable: false),
                    Thresholds = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardView", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardView_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BoardView_Team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "QueueMember",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    TeamId = table.Column<long>(type: "bigint", nullable: true),
                    PersonId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueMember", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QueueMember_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_QueueMember_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_QueueMember_Team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TeamMember",
                columns: table => new
                {
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    TeamId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamMember", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_TeamMember_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TeamMember_Team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PresenceSpan",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    CodeId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    SetBy = table.Column<long>(type: "bigint", nullable: true),
                    KeyId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceSpan", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceSpan_ApiKey_KeyId",
                        column: x => x.KeyId,
                        principalTable: "ApiKey",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PresenceSpan_PresenceCode_CodeId",
                        column: x => x.CodeId,
                        principalTable: "PresenceCode",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PresenceSpan_Presence_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Presence",
                        principalColumn: "PersonId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RejectedRow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Row = table.Column<int>(type: "integer", nullable: false),
                    Problems = table.Column<string>(type: "text", nullable: false),
                    Cells = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RejectedRow", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RejectedRow_ImportBatch_BatchId_ClientId",
                        columns: x => new { x.BatchId, x.ClientId },
                        principalTable: "ImportBatch",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PolicyId = table.Column<long>(type: "bigint", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false),
                    WarnAt = table.Column<long>(type: "bigint", nullable: false),
                    WarnedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClockLeftMs = table.Column<long>(type: "bigint", nullable: true),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    LaneId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Band = table.Column<int>(type: "integer", nullable: false),
                    ExternalKey = table.Column<string>(type: "text", nullable: true),
                    Title = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    Promise = table.Column<int>(type: "integer", nullable: false),
                    CustomerId = table.Column<long>(type: "bigint", nullable: true),
                    Fields = table.Column<string>(type: "text", nullable: false),
                    SearchText = table.Column<string>(type: "text", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: true),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    ClaimedAt = table.Column<long>(type: "bigint", nullable: true),
                    AssignReason = table.Column<string>(type: "text", nullable: true),
                    ActiveSince = table.Column<long>(type: "bigint", nullable: true),
                    HandledMs = table.Column<long>(type: "bigint", nullable: false),
                    FirstAgentId = table.Column<long>(type: "bigint", nullable: true),
                    HandedOver = table.Column<bool>(type: "boolean", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DispositionId = table.Column<long>(type: "bigint", nullable: true),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    DoneBy = table.Column<long>(type: "bigint", nullable: true),
                    Draft = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ParentId = table.Column<long>(type: "bigint", nullable: true),
                    OfferedUntil = table.Column<long>(type: "bigint", nullable: true),
                    BandIsByHand = table.Column<bool>(type: "boolean", nullable: false),
                    Needs = table.Column<string>(type: "text", nullable: false),
                    EaseAt = table.Column<long>(type: "bigint", nullable: true),
                    IsHandedOver = table.Column<bool>(type: "boolean", nullable: false),
                    WakeAt = table.Column<long>(type: "bigint", nullable: true),
                    WaitingOn = table.Column<int>(type: "integer", nullable: false),
                    PromisedBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkItem", x => x.Id);
                    table.UniqueConstraint("AK_WorkItem_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_WorkItem_Customer_CustomerId_ClientId",
                        columns: x => new { x.CustomerId, x.ClientId },
                        principalTable: "Customer",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_Disposition_DispositionId_ClientId",
                        columns: x => new { x.DispositionId, x.ClientId },
                        principalTable: "Disposition",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_ImportBatch_BatchId_ClientId",
                        columns: x => new { x.BatchId, x.ClientId },
                        principalTable: "ImportBatch",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_Lane_LaneId_ClientId",
                        columns: x => new { x.LaneId, x.ClientId },
                        principalTable: "Lane",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_ServicePolicy_PolicyId_ClientId",
                        columns: x => new { x.PolicyId, x.ClientId },
                        principalTable: "ServicePolicy",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkItem_WorkItem_ParentId_ClientId",
                        columns: x => new { x.ParentId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BlockQueue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BlockId = table.Column<long>(type: "bigint", nullable: false),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BlockQueue", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BlockQueue_Block_BlockId",
                        column: x => x.BlockId,
                        principalTable: "Block",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BlockQueue_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClientQuestion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    AskedBy = table.Column<long>(type: "bigint", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: true),
                    AnsweredBy = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientQuestion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClientQuestion_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportChange",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Row = table.Column<int>(type: "integer", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    AppliedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportChange", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportChange_ImportBatch_BatchId_ClientId",
                        columns: x => new { x.BatchId, x.ClientId },
                        principalTable: "ImportBatch",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ImportChange_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Transfer",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    FromQueueId = table.Column<long>(type: "bigint", nullable: false),
                    ToQueueId = table.Column<long>(type: "bigint", nullable: false),
                    ToPersonId = table.Column<long>(type: "bigint", nullable: true),
                    Summary = table.Column<string>(type: "text", nullable: false),
                    Tried = table.Column<string>(type: "text", nullable: false),
                    Asked = table.Column<string>(type: "text", nullable: false),
                    SentBy = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    ExternalKey = table.Column<string>(type: "text", nullable: true),
                    Fields = table.Column<string>(type: "text", nullable: false),
                    BounceReason = table.Column<string>(type: "text", nullable: true),
                    BouncedBy = table.Column<long>(type: "bigint", nullable: true),
                    BouncedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfer_Queue_FromQueueId_ClientId",
                        columns: x => new { x.FromQueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfer_Queue_ToQueueId_ClientId",
                        columns: x => new { x.ToQueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfer_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkEvent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: true),
                    From = table.Column<int>(type: "integer", nullable: true),
                    To = table.Column<int>(type: "integer", nullable: false),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false),
                    DispositionId = table.Column<long>(type: "bigint", nullable: true),
                    Counts = table.Column<int>(type: "integer", nullable: false),
                    HandleMs = table.Column<long>(type: "bigint", nullable: false),
                    TurnaroundMs = table.Column<long>(type: "bigint", nullable: true),
                    TotalHandleMs = table.Column<long>(type: "bigint", nullable: true),
                    FirstTouch = table.Column<bool>(type: "boolean", nullable: true),
                    Promise = table.Column<int>(type: "integer", nullable: false),
                    PromiseBefore = table.Column<int>(type: "integer", nullable: false),
                    Reverses = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedBy = table.Column<long>(type: "bigint", nullable: true),
                    Detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkEvent_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkFile", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkFile_StoredFile_FileId_ClientId",
                        columns: x => new { x.FileId, x.ClientId },
                        principalTable: "StoredFile",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkFile_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkNote",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkNote", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkNote_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "PresenceCode",
                columns: new[] { "Id", "Key", "Name", "Order", "Paid", "Productive", "ReceivesWork", "Retired", "Version" },
                values: new object[,]
                {
                    { 1L, "available", "", 10, true, true, true, false, 0L },
                    { 2L, "break", "", 20, true, false, false, false, 0L },
                    { 3L, "screen-break", "", 30, true, false, false, false, 0L },
                    { 4L, "meal", "", 40, false, false, false, false, 0L },
                    { 5L, "training", "", 50, true, false, false, false, 0L },
                    { 6L, "meeting", "", 60, true, false, false, false, 0L },
                    { 7L, "on-a-call", "", 70, true, true, false, false, 0L },
                    { 8L, "technical-trouble", "", 80, true, false, false, false, 0L },
                    { 9L, "offline", "", 90, false, false, false, false, 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKey_ClientId",
                table: "ApiKey",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKey_Hash",
                table: "ApiKey",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Block_TeamId",
                table: "Block",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_BlockQueue_BlockId",
                table: "BlockQueue",
                column: "BlockId");

            migrationBuilder.CreateIndex(
                name: "IX_BlockQueue_QueueId",
                table: "BlockQueue",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardView_PersonId",
                table: "BoardView",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardView_TeamId",
                table: "BoardView",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_BusinessCalendar_ClientId_Name",
                table: "BusinessCalendar",
                columns: new[] { "ClientId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarDay_BusinessCalendarId_Date",
                table: "CalendarDay",
                columns: new[] { "BusinessCalendarId", "Date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Change_ClientId_Entity_EntityId",
                table: "Change",
                columns: new[] { "ClientId", "Entity", "EntityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Client_Code",
                table: "Client",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClientQuestion_ItemId",
                table: "ClientQuestion",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientQuestion_Open",
                table: "ClientQuestion",
                columns: new[] { "ClientId", "AskedAt" },
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customer_BatchId",
                table: "Customer",
                column: "BatchId",
                filter: "\"BatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customer_ClientId_Key",
                table: "Customer",
                columns: new[] { "ClientId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customer_ClientId_TaxNumber",
                table: "Customer",
                columns: new[] { "ClientId", "TaxNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Disposition_QueueId_Code",
                table: "Disposition",
                columns: new[] { "QueueId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Grant_ClientId",
                table: "Grant",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_Grant_PersonId_ClientId_Role",
                table: "Grant",
                columns: new[] { "PersonId", "ClientId", "Role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatch_FileId",
                table: "ImportBatch",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatch_QueueId",
                table: "ImportBatch",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatch_Running",
                table: "ImportBatch",
                columns: new[] { "ClientId", "Id" },
                filter: "\"State\" IN (1, 2, 4, 7, 8)");

            migrationBuilder.CreateIndex(
                name: "IX_ImportChange_BatchId_State_Id",
                table: "ImportChange",
                columns: new[] { "BatchId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportChange_ItemId",
                table: "ImportChange",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Lane_Open",
                table: "Lane",
                columns: new[] { "QueueId", "Id" },
                filter: "\"Open\"");

            migrationBuilder.CreateIndex(
                name: "IX_Lane_QueueId_Band_PersonId_BatchId_Needs",
                table: "Lane",
                columns: new[] { "QueueId", "Band", "PersonId", "BatchId", "Needs" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Due",
                table: "OutboxMessage",
                columns: new[] { "NotBefore", "Id" },
                filter: "\"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Sending",
                table: "OutboxMessage",
                column: "Id",
                filter: "\"State\" = 2");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Person",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Person",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonSkill_PersonId_SkillId",
                table: "PersonSkill",
                columns: new[] { "PersonId", "SkillId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonSkill_SkillId",
                table: "PersonSkill",
                column: "SkillId");

            migrationBuilder.CreateIndex(
                name: "IX_Presence_CodeId",
                table: "Presence",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_CodeId",
                table: "PresenceSpan",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_KeyId",
                table: "PresenceSpan",
                column: "KeyId",
                filter: "\"KeyId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_PersonId_From",
                table: "PresenceSpan",
                columns: new[] { "PersonId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Queue_ClientId",
                table: "Queue",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_QueueMember_PersonId",
                table: "QueueMember",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_QueueMember_QueueId",
                table: "QueueMember",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_QueueMember_TeamId",
                table: "QueueMember",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_RejectedRow_BatchId_Row",
                table: "RejectedRow",
                columns: new[] { "BatchId", "Row" });

            migrationBuilder.CreateIndex(
                name: "IX_ServicePolicy_QueueId",
                table: "ServicePolicy",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_Setting_ClientId_Key",
                table: "Setting",
                columns: new[] { "ClientId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Skill_Name",
                table: "Skill",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Team_SupervisorId",
                table: "Team",
                column: "SupervisorId");

            migrationBuilder.CreateIndex(
                name: "IX_TeamMember_TeamId",
                table: "TeamMember",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_FromQueueId",
                table: "Transfer",
                column: "FromQueueId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_ItemId",
                table: "Transfer",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_ToQueueId",
                table: "Transfer",
                column: "ToQueueId");

            migrationBuilder.CreateIndex(
                name: "IX_UserClaim_UserId",
                table: "UserClaim",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UserLogin_UserId",
                table: "UserLogin",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkEvent_ClientId_At",
                table: "WorkEvent",
                columns: new[] { "ClientId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkEvent_ItemId_At",
                table: "WorkEvent",
                columns: new[] { "ItemId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkEvent_Moves",
                table: "WorkEvent",
                columns: new[] { "ClientId", "At" },
                filter: "\"Kind\" IN (21, 24, 25)");

            migrationBuilder.CreateIndex(
                name: "IX_WorkEvent_Passed",
                table: "WorkEvent",
                columns: new[] { "PersonId", "At" },
                filter: "\"Kind\" IN (5, 52)");

            migrationBuilder.CreateIndex(
                name: "IX_WorkEvent_PersonId_At",
                table: "WorkEvent",
                columns: new[] { "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkFile_FileId",
                table: "WorkFile",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkFile_ItemId",
                table: "WorkFile",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_BatchId",
                table: "WorkItem",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_CustomerId",
                table: "WorkItem",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_DispositionId",
                table: "WorkItem",
                column: "DispositionId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_DoneBy",
                table: "WorkItem",
                columns: new[] { "DoneBy", "DoneAt" },
                filter: "\"State\" = 4");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Eases",
                table: "WorkItem",
                column: "EaseAt",
                filter: "\"State\" = 1 AND \"EaseAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Heads",
                table: "WorkItem",
                columns: new[] { "LaneId", "Due", "Id" },
                filter: "\"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Held",
                table: "WorkItem",
                columns: new[] { "OwnerId", "Id" },
                filter: "\"State\" = 2");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_LaneId",
                table: "WorkItem",
                column: "LaneId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Oldest",
                table: "WorkItem",
                columns: new[] { "QueueId", "State", "ReceivedAt" },
                filter: "\"State\" < 4");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Open",
                table: "WorkItem",
                columns: new[] { "Due", "Id" },
                filter: "\"DoneAt\" IS NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "ClientId", "QueueId", "State", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_ParentId",
                table: "WorkItem",
                column: "ParentId",
                filter: "\"ParentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Parents",
                table: "WorkItem",
                column: "WaitingOn",
                filter: "\"State\" = 3 AND \"WaitingOn\" = 4");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_PolicyId",
                table: "WorkItem",
                column: "PolicyId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Promised",
                table: "WorkItem",
                column: "Due",
                filter: "\"State\" < 4 AND \"Promise\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_QueueId_DoneAt",
                table: "WorkItem",
                columns: new[] { "QueueId", "DoneAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_QueueId_ExternalKey",
                table: "WorkItem",
                columns: new[] { "QueueId", "ExternalKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_QueueId_State_Due_Id",
                table: "WorkItem",
                columns: new[] { "QueueId", "State", "Due", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "ClientId", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_ReceivedAt_Id",
                table: "WorkItem",
                columns: new[] { "ReceivedAt", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "ClientId", "QueueId", "State", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Wakes",
                table: "WorkItem",
                column: "WakeAt",
                filter: "\"State\" = 3");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Warns",
                table: "WorkItem",
                column: "WarnAt",
                filter: "\"State\" < 4 AND \"Promise\" = 0 AND \"WarnedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkNote_ItemId",
                table: "WorkNote",
                column: "ItemId");

            migrationBuilder.CreateSearch();
            migrationBuilder.CreateEveryoneViews();
            migrationBuilder.CreateLaneMarks();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BlockQueue");

            migrationBuilder.DropTable(
                name: "BoardView");

            migrationBuilder.DropTable(
                name: "CalendarDay");

            migrationBuilder.DropTable(
                name: "Change");

            migrationBuilder.DropTable(
                name: "ClientQuestion");

            migrationBuilder.DropTable(
                name: "Counter");

            migrationBuilder.DropTable(
                name: "CounterDelta");

            migrationBuilder.DropTable(
                name: "Grant");

            migrationBuilder.DropTable(
                name: "ImportChange");

            migrationBuilder.DropTable(
                name: "OutboxMessage");

            migrationBuilder.DropTable(
                name: "PersonSkill");

            migrationBuilder.DropTable(
                name: "PresenceSpan");

            migrationBuilder.DropTable(
                name: "QueueMember");

            migrationBuilder.DropTable(
                name: "RejectedRow");

            migrationBuilder.DropTable(
                name: "Setting");

            migrationBuilder.DropTable(
                name: "TeamMember");

            migrationBuilder.DropTable(
                name: "Transfer");

            migrationBuilder.DropTable(
                name: "UserClaim");

            migrationBuilder.DropTable(
                name: "UserLogin");

            migrationBuilder.DropTable(
                name: "UserToken");

            migrationBuilder.DropTable(
                name: "WorkEvent");

            migrationBuilder.DropTable(
                name: "WorkFile");

            migrationBuilder.DropTable(
                name: "WorkNote");

            migrationBuilder.DropTable(
                name: "Block");

            migrationBuilder.DropTable(
                name: "BusinessCalendar");

            migrationBuilder.DropTable(
                name: "Skill");

            migrationBuilder.DropTable(
                name: "ApiKey");

            migrationBuilder.DropTable(
                name: "Presence");

            migrationBuilder.DropTable(
                name: "WorkItem");

            migrationBuilder.DropTable(
                name: "Team");

            migrationBuilder.DropTable(
                name: "PresenceCode");

            migrationBuilder.DropTable(
                name: "Customer");

            migrationBuilder.DropTable(
                name: "Disposition");

            migrationBuilder.DropTable(
                name: "ImportBatch");

            migrationBuilder.DropTable(
                name: "Lane");

            migrationBuilder.DropTable(
                name: "ServicePolicy");

            migrationBuilder.DropTable(
                name: "Person");

            migrationBuilder.DropTable(
                name: "StoredFile");

            migrationBuilder.DropTable(
                name: "Queue");

            migrationBuilder.DropTable(
                name: "Client");

            migrationBuilder.DropSequence(
                name: "ChangeIds");
        }
    }
}
