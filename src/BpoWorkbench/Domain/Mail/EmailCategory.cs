namespace BpoWorkbench.Domain.Mail;

/// <summary>What choosing a category does with a message. The numbers are stored: never renumber.</summary>
public enum CategoryDoes
{
    /// <summary>An answer is begun from its template.</summary>
    Answer = 0,

    /// <summary>An item is opened in another queue, and the message waits until that is done.</summary>
    HandOver = 1,

    /// <summary>Nothing is to be done: the message ends.</summary>
    Close = 2,
}

/// <summary>What a client's customers write about, and what follows from it.</summary>
public sealed class EmailCategory : IClientOwned
{
    private EmailCategory()
    {
    }

    public EmailCategory(long clientId, string name)
    {
        ClientId = clientId;
        Rename(name);
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The usual purpose that it stands for, by which messages are told before there is anything to learn from; empty for none.</summary>
    public string Purpose { get; set; } = "";

    public CategoryDoes Does { get; private set; }

    /// <summary>A complaint: it gets a code that the customer is told, and a day by which it has to be resolved.</summary>
    public bool IsComplaint { get; set; }

    /// <summary>Where the item is opened, for what is handed over.</summary>
    public long? TargetQueueId { get; private set; }

    /// <summary>How urgent it makes the message; null leaves it as it is.</summary>
    public Band? Band { get; set; }

    /// <summary>What an answer begins with.</summary>
    public long? TemplateId { get; set; }

    /// <summary>The code of the outcome that the message ends with; null for the queue's first.</summary>
    public string? OutcomeCode { get; set; }

    public int Order { get; set; }

    /// <summary>Kept for the messages that were put there, no longer offered.</summary>
    public bool Retired { get; set; }

    public long Version { get; private set; }

    /// <exception cref="Refusal">category.name.</exception>
    public void Rename(string name) => Name = name.Trim() is { Length: > 0 and <= 80 } named ? named : throw new Refusal("category.name") { Field = nameof(Name) };

    /// <exception cref="Refusal">category.target.</exception>
    public void Do(CategoryDoes what, long? targetQueueId)
    {
        if (what == CategoryDoes.HandOver && targetQueueId is null)
        {
            throw new Refusal("category.target") { Field = nameof(TargetQueueId) };
        }

        (Does, TargetQueueId) = (what, what == CategoryDoes.HandOver ? targetQueueId : null);
    }
}

/// <summary>What an answer begins with; its fields stand in double braces.</summary>
public sealed class ReplyTemplate : IClientOwned
{
    private ReplyTemplate()
    {
    }

    public ReplyTemplate(long clientId, string name, string text)
    {
        ClientId = clientId;
        Write(name, text);
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Name { get; private set; } = "";

    public string Text { get; private set; } = "";

    public bool Retired { get; set; }

    public long Version { get; private set; }

    /// <exception cref="Refusal">template.name; template.text.</exception>
    public void Write(string name, string text)
    {
        Name = name.Trim() is { Length: > 0 and <= 80 } named ? named : throw new Refusal("template.name") { Field = nameof(Name) };
        Text = string.IsNullOrWhiteSpace(text) || text.Length > 20_000 ? throw new Refusal("template.text") { Field = nameof(Text) } : text.Trim();
    }
}
