using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>What one server found out about who sent a message (RFC 8601).</summary>
/// <param name="Server">The name of the server that says so.</param>
public sealed record AuthenticationResults(string Server, IReadOnlyList<AuthenticationResult> Results)
{
    /// <summary>Of the text of the header field; what cannot be understood is left out.</summary>
    public static AuthenticationResults Of(string raw)
    {
        var statements = Statements(raw);
        List<AuthenticationResult> results = [];
        foreach (var words in statements.Skip(1))
        {
            if (words.Count > 0 && Pair(words[0]) is var (method, result) && method.Length > 0)
            {
                var version = method.IndexOf('/', StringComparison.Ordinal);
                var given = words.Skip(1).Select(Pair).Where(pair => pair.Name.Length > 0).ToList();
                results.Add(new AuthenticationResult(
                    (version < 0 ? method : method[..version]).ToLowerInvariant(),
                    result.ToLowerInvariant(),
                    given.Find(pair => pair.Name.Equals("reason", StringComparison.OrdinalIgnoreCase)).Value,
                    [.. given.Where(pair => pair.Name.Contains('.', StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Name.ToLowerInvariant(), pair.Value))]));
            }
        }

        return new AuthenticationResults(statements[0].FirstOrDefault() ?? "", results);
    }

    private static (string Name, string Value) Pair(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", "") : (word[..equals], word[(equals + 1)..]);
    }

    // Words of the statements between semicolons, without comments and quotes, and without white space around equals signs.
    private static List<List<string>> Statements(string raw)
    {
        List<List<string>> statements = [[]];
        var word = new StringBuilder();
        var (depth, quoted) = (0, false);
        for (var i = 0; i < raw.Length; i++)
        {
            var character = raw[i];
            if (quoted)
            {
                quoted = character != '"';
                word.Append(quoted ? character : "");
                continue;
            }

            if (depth > 0 || character == '(')
            {
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
                continue;
            }

            quoted = character == '"';
            if (character is ' ' or '\t' or ';')
            {
                var next = i + 1 < raw.Length ? raw[i + 1] : ';';
                if (character == ';' || (word is [.., not '='] && next != '='))
                {
                    End(statements, word);
                }

                if (character == ';')
                {
                    statements.Add([]);
                }
            }
            else if (!quoted)
            {
                word.Append(character);
            }
        }

        End(statements, word);
        return statements;
    }

    private static void End(List<List<string>> statements, StringBuilder word)
    {
        if (word.Length > 0)
        {
            statements[^1].Add(word.ToString());
            word.Clear();
        }
    }
}

/// <summary>One finding.</summary>
/// <param name="Method">spf, dkim, dmarc, arc … in lower case.</param>
/// <param name="Result">pass, fail, softfail, none, temperror … in lower case.</param>
/// <param name="Reason">In the server's words; null where it gives none.</param>
/// <param name="Properties">What it looked at, such as "smtp.mailfrom" and "header.d", in lower case, with their values, in their order.</param>
public sealed record AuthenticationResult(string Method, string Result, string? Reason, IReadOnlyList<KeyValuePair<string, string>> Properties);
