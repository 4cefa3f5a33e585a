namespace BpoWorkbench.Domain;

/// <summary>A row that belongs to one client company; nobody outside that client's scope reads or writes it.</summary>
public interface IClientOwned
{
    /// <summary>The client that owns the row; <see cref="House"/> for the centre's own.</summary>
    long ClientId { get; }

    /// <summary>The owner of rows that belong to the contact centre itself.</summary>
    const long House = 0;
}
