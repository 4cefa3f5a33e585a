using BpoWorkbench.Benchmarks;

// One verb, one measurement: a table for people, a line of JSON for machines, and 1 as the answer where a figure falls short.
Dictionary<string, Func<string[], Task<Measured>>> verbs = new(StringComparer.Ordinal)
{
    ["import"] = ImportVerb.Run,
};

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
{
    Console.Error.WriteLine($"Which measurement? {string.Join(", ", verbs.Keys)}");
    return 2;
}

var measured = await verb(args[1..]);
measured.Print(args[0]);
return measured.Holds ? 0 : 1;
