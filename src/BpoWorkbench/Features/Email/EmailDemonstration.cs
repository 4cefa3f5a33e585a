using System.Globalization;
using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Platform.Triage;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>What the demonstration has of email: a mailbox, what its messages can be about, and a morning's mail.</summary>
internal static class EmailDemonstration
{
    private static readonly (string From, string Subject, string Text, string[] Headers)[] Mail =
    [
        ("Rosa Villalba <rosa.villalba@correo.example>", "No entiendo mi factura de octubre", "Buenos días:\n\nMe ha llegado la factura de octubre y el importe es el doble que en septiembre, con el mismo consumo. ¿Me pueden explicar el término de potencia?\n\nMi NIF es 12345678Z.\n\nGracias,\nRosa", []),
        ("Julián Ortega <j.ortega@correo.example>", "Cambio de cuenta bancaria", "Hola, he cambiado de banco y necesito que el recibo de la luz se cargue en mi nueva cuenta. ¿Qué documento tengo que enviar?\n\nUn saludo\nJulián Ortega\n-- \nEnviado desde mi iPhone", []),
        ("Comunidad de propietarios Alameda 12 <alameda12@correo.example>", "RECLAMACIÓN: tres semanas sin respuesta", "El día 2 pusimos una reclamación por los cortes de suministro y seguimos sin respuesta. Si esta semana no tenemos noticias acudiremos a Consumo.\n\nEl presidente de la comunidad", []),
        ("Núria Ferrer <nuria.ferrer@correo.example>", "Baja del contrato", "Buenas tardes. Vendo el piso el día 15 y quiero dar de baja el contrato a partir de esa fecha. ¿Tengo que pagar alguna penalización?\n\nNúria Ferrer", []),
        ("Tomás Iriarte <tomas@taller-iriarte.example>", "Pago de la factura vencida", "Acabo de hacer la transferencia de la factura pendiente, adjunto el justificante. Por favor, no corten el suministro del taller.\n\nTomás Iriarte\nTaller Iriarte", []),
        ("María del Mar Gómez <mmar@correo.example>", "Sin luz desde anoche", "Desde las 22:30 de ayer no hay luz en toda la escalera. Hemos llamado al teléfono de averías y no contesta nadie.", []),
        ("Andrés Quiroga <quiroga@correo.example>", "Fwd: Potencia contratada", "Querría bajar la potencia de 5,75 a 3,45 kW. ¿Cuánto cuesta y cuánto tarda?\n\nEl lun, 16 nov 2026 a las 9:12, Andrés Quiroga <quiroga@correo.example> escribió:\n> Hola, quería información sobre la potencia que tengo.\n> Gracias", []),
        ("Lucas Bermejo <lucas@correo.example>", "No puedo entrar en el área de clientes", "Me dice que la contraseña no es correcta y el correo para cambiarla no llega.", []),
        ("Postmaster <mailer-daemon@correo.example>", "Undelivered Mail Returned to Sender", "The message could not be delivered.", ["Return-Path: <>", "Content-Type: multipart/report; report-type=delivery-status; boundary=x"]),
        ("Carmen Sanz <carmen@correo.example>", "Respuesta automática: su factura", "Estoy fuera de la oficina hasta el lunes.", ["Auto-Submitted: auto-replied"]),
        ("Feria de la Energía <boletin@feria.example>", "Todas las novedades de noviembre", "Inscríbase antes del viernes.", ["List-Id: <novedades.feria.example>", "List-Unsubscribe: <https://feria.example/baja>", "Precedence: bulk"]),
    ];

    private const string Changes = "Cambios de datos";

    public static IEnumerable<DemonstrationQueue> Queues =>
    [
        new("IBER", "task", Changes, false, TimeSpan.FromHours(24), "call", "Llame a quien escribió, confirme qué datos cambian y páselos al sistema de Iberluz.", 0, EmailFeature.Fields, (_, _, _) => []),
        new("IBER", EmailFeature.Kind, "Correo de clientes", false, TimeSpan.FromHours(8), "email",
            "Responda con el nombre de Iberluz y sin prometer plazos que no dependan de nosotros.", 0, EmailFeature.Fields, (_, _, _) => []) { Furnish = Furnish },
    ];

    private static async Task Furnish(IServiceProvider services, Queue queue)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync())
        {
            var mailbox = new Mailbox(queue, "iberluz@bpo.example");
            mailbox.ResolveComplaintsWithin(15);
            // As if a test message had come back; nothing leaves while no mail server is set.
            mailbox.AnswerAs("clientes@iberluz.example");
            mailbox.Passed("spf=pass dkim=pass dmarc=pass", services.GetRequiredService<TimeProvider>().Now());
            db.Mailboxes.Add(mailbox);
            var begun = new ReplyTemplate(queue.ClientId, "Explicación de la factura", "Hola, {{name}}:\n\nGracias por escribirnos. Hemos revisado su factura y ");
            db.ReplyTemplates.Add(begun);
            await db.SaveChangesAsync();
            var target = await db.Queues.Where(q => q.ClientId == queue.ClientId && q.Name == Changes).Select(q => (long?)q.Id).FirstOrDefaultAsync();
            (string Name, TriagePurpose Purpose, CategoryDoes Does)[] categories =
            [
                ("Factura", TriagePurpose.Billing, CategoryDoes.Answer), ("Pago", TriagePurpose.Payment, CategoryDoes.Answer), ("Reclamación", TriagePurpose.Complaint, CategoryDoes.Answer),
                ("Baja", TriagePurpose.Cancellation, CategoryDoes.Answer), ("Avería", TriagePurpose.Fault, CategoryDoes.Answer), ("Cambio de datos", TriagePurpose.DataChange, CategoryDoes.HandOver),
                ("Información", TriagePurpose.Information, CategoryDoes.Answer), ("Acceso al área de clientes", TriagePurpose.Access, CategoryDoes.Answer), ("Sin gestión", TriagePurpose.Appointment, CategoryDoes.Close),
            ];
            foreach (var (name, purpose, does) in categories)
            {
                var category = new EmailCategory(queue.ClientId, name) { Purpose = does == CategoryDoes.Close ? "" : $"{purpose}", TemplateId = purpose == TriagePurpose.Billing ? begun.Id : null, IsComplaint = purpose == TriagePurpose.Complaint, Order = db.ChangeTracker.Entries<EmailCategory>().Count() };
                category.Do(does == CategoryDoes.HandOver && target is null ? CategoryDoes.Answer : does, target);
                db.EmailCategories.Add(category);
            }

            await db.SaveChangesAsync();
        }

        var take = services.GetRequiredService<TakeEmail>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var ((from, subject, text, headers), index) in Mail.Select((mail, index) => (mail, index)))
        {
            var message = string.Join("\r\n",
            [
                $"From: {from}", "To: clientes@iberluz.example", $"Subject: {subject}", $"Message-ID: <demonstration-{index}@correo.example>", $"Date: {now.ToString("r", CultureInfo.InvariantCulture)}",
                .. headers, .. headers.Any(h => h.StartsWith("Content-Type", StringComparison.Ordinal)) ? Array.Empty<string>() : ["Content-Type: text/plain; charset=utf-8"], "", text.Replace("\n", "\r\n", StringComparison.Ordinal), "",
            ]);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(message));
            await take.Run(queue.ClientId, null, content, CancellationToken.None);
        }
    }
}
