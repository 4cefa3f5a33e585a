namespace BpoWorkbench.Tests.Support;

/// <summary>The files of the repository as they lie on disk, for rules about sources.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Product { get; } = Path.Combine(Root, "src", "BpoWorkbench");

    /// <summary>Files below the product's folder that match the pattern, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Files(string pattern) => Files(Product, pattern);

    public static IEnumerable<SourceFile> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(path => new SourceFile(path))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BpoWorkbench.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("These tests read the sources: run them from the repository.");
    }
}

internal sealed record SourceFile(string FullPath)
{
    /// <summary>Path from the repository's root, with forward slashes.</summary>
    public string Path { get; } = System.IO.Path.GetRelativePath(SourceTree.Root, FullPath).Replace('\\', '/');

    /// <summary>Path from the product's folder ("Features/Desk/DeskPage.razor").</summary>
    public string InProduct => System.IO.Path.GetRelativePath(SourceTree.Product, FullPath).Replace('\\', '/');

    public string Text => File.ReadAllText(FullPath);

    public int Lines => File.ReadLines(FullPath).Count();
}
