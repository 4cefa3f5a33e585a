namespace BpoWorkbench.Domain.Fields;

public enum FieldType { Text, Whole, Money, Date, YesNo, Choice, TaxNumber, Iban, Phone, Email, PostalCode }

public enum CustomerPart { None, Key, Name, Language, TaxNumber, Phone, Email, Address, PostalCode, City }

public sealed record FieldDefinition(string Code, string Label, FieldType Type, bool Required, IReadOnlyList<string> Choices, CustomerPart Customer, bool IsKey);
