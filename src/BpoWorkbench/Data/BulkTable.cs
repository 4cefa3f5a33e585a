using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BpoWorkbench.Data;

/// <summary>A table and its columns as the model has them, for statements written by hand.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    public string ColumnNames => string.Join(',', Columns.Select(c => $"\"{c.Name}\""));

    /// <param name="withKeys">True where the rows have their ids already.</param>
    public static BulkTable Of<T>(WorkbenchDb db, bool withKeys)
        where T : class, IClientOwned
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        return new BulkTable(table.Name, [.. entity.GetProperties().Where(p => withKeys || !p.IsPrimaryKey()).Select(p => BulkColumn.Of(p, table))]);
    }
}

/// <summary>A column, its type in the database, and what a row holds in it.</summary>
internal sealed record BulkColumn(string Name, string StoreType, Func<object, object?> Value)
{
    public static BulkColumn Of(IProperty property, StoreObjectIdentifier table)
    {
        var get = property.GetGetter();
        var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        return new BulkColumn(property.GetColumnName(table)!, property.GetColumnType(table),
            row => get.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null);
    }
}
