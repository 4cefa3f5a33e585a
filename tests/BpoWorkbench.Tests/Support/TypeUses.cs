using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace BpoWorkbench.Tests.Support;

/// <summary>One of our types mentions another type: in a base, a member, an attribute or inside a method.</summary>
internal sealed record TypeUse(Type User, Type Used)
{
    public override string ToString() => $"{User.FullName} uses {Used.FullName}";
}

/// <summary>Which type uses which, read from the compiled product, so that no way of writing a name escapes.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static readonly Assembly Product = typeof(Program).Assembly;

    /// <summary>Every pair once; a nested or generated type counts as the type it belongs to.</summary>
    public static IReadOnlyList<TypeUse> All { get; } = Product.GetTypes()
        .SelectMany(type => UsedBy(type).SelectMany(Parts).Select(used => new TypeUse(Owner(type), Owner(used))))
        .Where(use => use.User != use.Used)
        .Distinct()
        .ToList();

    /// <summary>The types written by us; not those the compilers make.</summary>
    public static IReadOnlyList<Type> Ours { get; } = Product.GetTypes()
        .Where(type => Folder(type) is not null && !type.Name.Contains('<', StringComparison.Ordinal)
            && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && type.Namespace!.StartsWith("BpoWorkbench", StringComparison.Ordinal))
        .ToList();

    /// <summary>Where a type of ours lives, below the product: "Domain", "Features.Desk", "" for the root; null for other people's types.</summary>
    public static string? Folder(Type type)
    {
        var space = type.Namespace ?? "";
        if (space.StartsWith("__Blazor.", StringComparison.Ordinal))
        {
            // The Razor compiler keeps the generic components of a page in "__Blazor.<namespace>.<page>".
            space = space["__Blazor.".Length..space.LastIndexOf('.')];
        }

        return type.Assembly != Product ? null
            : space == "BpoWorkbench" ? ""
            : space.StartsWith("BpoWorkbench.", StringComparison.Ordinal) ? space["BpoWorkbench.".Length..]
            : null;
    }

    public static bool IsIn(Type type, string folder) =>
        Folder(type) is { } place && (place == folder || place.StartsWith(folder + ".", StringComparison.Ordinal));

    /// <summary>"Desk" for whatever lives in Features/Desk, else null.</summary>
    public static string? Feature(Type type) =>
        Folder(type)?.Split('.') is ["Features", var feature, ..] ? feature : null;

    private static Type Owner(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? type.GetGenericParameterConstraints().Where(constraint => !constraint.ContainsGenericParameters).SelectMany(Parts)
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type> UsedBy(Type type)
    {
        var members = type.GetMembers(Declared);
        var methods = members.OfType<MethodBase>().ToList();
        return [
            .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
            .. type.GetInterfaces(),
            .. type.GetGenericArguments(),
            .. members.Append(type).SelectMany(member => AttributesOf(member.CustomAttributes)),
            .. members.OfType<FieldInfo>().Select(field => field.FieldType),
            .. methods.SelectMany(Signature),
            .. methods.SelectMany(method => AttributesOf(method.GetParameters().SelectMany(parameter => parameter.CustomAttributes))),
            .. methods.SelectMany(Body),
        ];
    }

    private static IEnumerable<Type> AttributesOf(IEnumerable<CustomAttributeData> attributes) =>
        attributes.SelectMany(attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue))
            .Select(argument => argument.Value).OfType<Type>()
            .Append(attribute.AttributeType));

    private static IEnumerable<Type> Signature(MethodBase method)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return method is MethodInfo { ReturnType: var result } ? [.. parameters, .. arguments, result] : [.. parameters, .. arguments];
    }

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }

        var locals = body.LocalVariables.Select(local => local.LocalType);
        var caught = body.ExceptionHandlingClauses
            .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType).OfType<Type>();
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return Tokens(body.GetILAsByteArray()!)
            .SelectMany(token => method.Module.ResolveMember(token, typeArguments, methodArguments) switch
            {
                Type mentioned => [mentioned],
                FieldInfo field => [field.DeclaringType!, field.FieldType],
                MethodBase called => called.DeclaringType is { } declaring ? Signature(called).Append(declaring) : Signature(called),
                _ => Type.EmptyTypes.AsEnumerable(),
            })
            .Concat(locals)
            .Concat(caught);
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            // Two-byte instructions begin with 0xFE.
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var instruction = OpCodesByValue[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
