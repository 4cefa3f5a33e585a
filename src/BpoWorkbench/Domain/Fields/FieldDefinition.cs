namespace BpoWorkbench.Domain.Fields;

/// <summary>What kind of value a field holds; each has one stored form, described on the class that reads it.</summary>
public enum FieldType { Text, Whole, Money, Date, YesNo, Choice, TaxNumber, Iban, Phone, Email, PostalCode }

/// <summary>Which part of the customer a field says. Several fields may say a name, a phone or an email.</summary>
public enum CustomerPart { None, Key, Name, Language, TaxNumber, Phone, Email, Address, PostalCode, City }

/// <summary>One field of a queue's items. Code is unique within the queue; IsKey marks the client's own reference of the row.</summary>
public sealed record FieldDefinition(string Code, string Label, FieldType Type, bool Required, IReadOnlyList<string> Choices, CustomerPart Customer, bool IsKey);
