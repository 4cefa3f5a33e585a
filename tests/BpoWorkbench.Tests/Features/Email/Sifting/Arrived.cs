using BpoWorkbench.Features.Email.Sifting;

namespace BpoWorkbench.Tests.Features.Email.Sifting;

/// <summary>Mail to atencion@cliente.example, written as its headers are.</summary>
internal static class Arrived
{
    public static readonly House House = new(new HashSet<string> { "atencion@cliente.example", "bajas@cliente.example" }, "mail.house.example", "X-House-Loop");

    /// <summary>From, Return-Path and Content-Type are taken from the headers; a part's type stands as a line of its own after " + ".</summary>
    public static ArrivedMail Mail(string headers, int inHour = 0, int inDay = 0)
    {
        var list = headers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2)).Select(pair => (Name: pair[0].Trim(), Value: pair[1].Trim())).ToList();
        if (!list.Exists(header => header.Name == "From"))
        {
            list.Add(("From", "ana@gmail.example"));
        }

        if (!list.Exists(header => header.Name == "To"))
        {
            list.Add(("To", "Atención <atencion@cliente.example>"));
        }

        string? Value(string name) => list.Find(header => header.Name == name).Value;
        return new(list, Value("From")!, Value("Return-Path"), (Value("Content-Type") ?? "text/plain").Split(" + "), House, inHour, inDay);
    }
}
