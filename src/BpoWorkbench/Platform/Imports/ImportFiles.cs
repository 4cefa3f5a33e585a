using System.Security.Cryptography;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Platform.Imports.Reading.Unlocking;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Platform.Imports;

/// <summary>The stored workbooks of imports, opened within the configured limits and with the password that was kept for them.</summary>
public sealed class ImportFiles(FileStore files, IOptions<ReadingLimits> limits, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("imports", "password");

    public ReadingLimits Limits => limits.Value;

    /// <param name="kept">The password as a batch keeps it.</param>
    /// <exception cref="Refusal">What <see cref="SheetFile"/> refuses.</exception>
    public SheetFile Open(StoredFile file, string? kept) => OpenWith(file, Password(kept));

    /// <param name="password">As somebody has just typed it.</param>
    public SheetFile OpenWith(StoredFile file, string? password) => SheetFile.Open(files.Open(file), file.Name, limits.Value, password);

    /// <summary>The bytes of the file, without the lock that a zipped workbook may lie behind.</summary>
    public Stream Unlocked(StoredFile file, string? kept)
    {
        var stream = files.Open(file);
        try
        {
            return UnlockedFile.Of(stream, Password(kept));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The password as a batch may keep it.</summary>
    public string Seal(string password) => _protector.Protect(password);

    // Where the keys are gone that sealed it, it is asked for again.
    private string? Password(string? kept)
    {
        try
        {
            return kept is null ? null : _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
