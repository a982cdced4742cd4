using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Errors;

namespace OptAIC.Engine.Sources;

/// <summary>What a query finds in an SQLite file. It is asked only when the file is another one than before: in size, or in time of last change.</summary>
/// <param name="Database">The file, a full path.</param>
/// <param name="Query">The query.</param>
internal sealed record QuerySource(string Database, string Query)
{
    private const string Scheme = "sqlite:";
    private const string Parameter = "?query=";

    /// <summary>Reads what <see cref="ToString"/> wrote; <c>null</c> when it is something else.</summary>
    public static QuerySource? Parse(string declared) =>
        declared.StartsWith(Scheme, StringComparison.Ordinal) && declared.LastIndexOf(Parameter, StringComparison.Ordinal) is var at and > 0
            ? new QuerySource(declared[Scheme.Length..at], Uri.UnescapeDataString(declared[(at + Parameter.Length)..]))
            : null;

    /// <summary>The file as it is, and a hash of what the query finds.</summary>
    /// <exception cref="QueryFailedException">The query cannot be asked.</exception>
    public SourceFile Describe(CancellationToken cancellation)
    {
        // Before the query: a change in between shows as a difference next time.
        var (size, modified) = State();
        return new SourceFile(ToString(), size, modified, HashOfAnswer(cancellation));
    }

    /// <summary>How the source differs from what a run read; <c>null</c> when it does not.</summary>
    public string? Change(SourceFile? read)
    {
        if (!File.Exists(Database))
        {
            return read is null ? null : $"{Database} is gone";
        }

        if (read is null)
        {
            return $"{Database} is new";
        }

        if (State() == (read.Size, read.ModifiedTicks))
        {
            return null;
        }

        try
        {
            return HashOfAnswer(CancellationToken.None) == read.Sha256 ? null : $"{Database} changed: the query finds something else";
        }
        catch (QueryFailedException failed)
        {
            return failed.Message;
        }
    }

    /// <summary>Asks a query, and reads what it finds.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="QueryFailedException">The query cannot be asked.</exception>
    public T Ask<T>(Func<SqliteDataReader, T> read, CancellationToken cancellation)
    {
        try
        {
            using var database = SqliteDatabase.Open(Database, SqliteOpenMode.ReadOnly, "PRAGMA busy_timeout=30000; PRAGMA query_only=1");
            using var stop = cancellation.Register(database.Interrupt);
            using var reader = database.Read(Query);
            return read(reader);
        }
        catch (SqliteException failed)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new QueryFailedException(Database, failed.Message);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Database}{Parameter}{Uri.EscapeDataString(Query)}";

    // What was written lately may still stand in the write-ahead log.
    private (long Size, long ModifiedTicks) State()
    {
        var (file, log) = (new FileInfo(Database), new FileInfo(Database + "-wal"));
        return log.Exists
            ? (file.Length + log.Length, Math.Max(file.LastWriteTimeUtc.Ticks, log.LastWriteTimeUtc.Ticks))
            : (file.Length, file.LastWriteTimeUtc.Ticks);
    }

    private string HashOfAnswer(CancellationToken cancellation) => Ask(reader =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            Append(hash, reader.GetName(i));
        }

        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                Append(hash, reader.GetValue(i));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }, cancellation);

    // Type, length, bytes: no two rows are written alike.
    private static void Append(IncrementalHash hash, object value)
    {
        var (type, bytes) = value switch
        {
            long number => ((byte)'i', BitConverter.GetBytes(number)),
            double number => ((byte)'r', BitConverter.GetBytes(number)),
            string text => ((byte)'t', Encoding.UTF8.GetBytes(text)),
            byte[] blob => ((byte)'b', blob),
            _ => ((byte)'n', Array.Empty<byte>()),
        };
        Span<byte> head = stackalloc byte[5];
        head[0] = type;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        hash.AppendData(head);
        hash.AppendData(bytes);
    }
}

/// <summary>A query cannot be asked.</summary>
/// <param name="database">The file.</param>
/// <param name="problem">What SQLite says.</param>
public sealed class QueryFailedException(string database, string problem)
    : OptException("QueryFailed", ExitCode.Failed, $"{database}: the query cannot be asked: {problem}", "mend the query in the config, or the file; nothing was published");
