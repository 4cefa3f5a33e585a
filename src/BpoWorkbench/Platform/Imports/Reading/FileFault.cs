using BpoWorkbench.Domain;
using ExcelDataReader.Exceptions;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Turns whatever a file's bytes make a reader throw into a refusal.</summary>
internal static class FileFault
{
    public static void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    /// <summary>Refuses with file.not-a-workbook or file.damaged, and as told where the password is not what opens it.</summary>
    public static T Guard<T>(Func<T> action, string locked = "file.encrypted")
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsTheFiles(exception))
        {
            throw exception switch
            {
                InvalidPasswordException => new Refusal(locked),
                HeaderException => new Refusal("file.not-a-workbook"),
                _ => new Refusal("file.damaged"),
            };
        }
    }

    // Bytes that lie make a reader throw anything at all, down to index and null errors.
    private static bool IsTheFiles(Exception exception) => exception is not (Refusal or OperationCanceledException or ObjectDisposedException);
}
