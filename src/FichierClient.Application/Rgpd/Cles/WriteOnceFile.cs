using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FichierClient.Application.Rgpd.Cles;

/// <summary>
/// Files that appear whole, once, and are on the disk when the call returns, whichever program was quicker. <c>File.Move</c> doesn't do:
/// on Unix it looks and then renames, so two programs can both succeed.
/// </summary>
internal static class WriteOnceFile
{
    private const int Exists = 17, InvalidArgument = 22, NotSupported = 95;

    /// <summary>Writes the file; false when there is already one of this name, which stays as it is.</summary>
    /// <exception cref="IOException">The disk or the system refused.</exception>
    public static bool TryWrite(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var folder = Path.GetDirectoryName(path)!;
        PrepareFolder(folder);
        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}");
        Write(unfinished, content, mode);
        try
        {
            if (!TryName(unfinished, path)) return false;
        }
        finally
        {
            File.Delete(unfinished);
        }

        FlushFolder(folder);
        return true;
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static bool TryName(string unfinished, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(unfinished, path, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }

        if (Link(Text(unfinished), Text(path)) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == Exists ? false : throw new IOException($"{path} can't be written: {Marshal.GetPInvokeErrorMessage(error)} (its file system must know hard links).");
    }

    /// <summary>A new file is only safe from a power cut once the folder that names it reached the disk too; .NET has no call for it.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(Open(Text(folder), 0), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"{folder} can't be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        // Some network file systems refuse this call on folders: they keep their own order of writing.
        if (FileSync(handle) != 0 && Marshal.GetLastPInvokeError() is not (InvalidArgument or NotSupported))
            throw new IOException($"{folder} doesn't reach the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    private static void PrepareFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable SYSLIB1054 // Source generation would need unsafe code in this project.
    [DllImport("libc", EntryPoint = "link", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileSync(SafeFileHandle handle);
#pragma warning restore SYSLIB1054
}
