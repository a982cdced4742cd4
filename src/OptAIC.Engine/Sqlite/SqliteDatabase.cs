using Microsoft.Data.Sqlite;
using OptAIC.Engine.Files;
using SQLitePCL;

namespace OptAIC.Engine.Sqlite;

/// <summary>An open SQLite database: prepared statements are kept, transactions take the write lock at once. Its threads take turns.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly Lock _turn = new();
    private bool _isInTransaction;
    private StorageException? _refusal;

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a database file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be created or written.</param>
    /// <param name="pragmas">Settings of this connection.</param>
    public static SqliteDatabase Open(string path, SqliteOpenMode mode, string pragmas)
    {
        SqliteProvider.EnsureLoaded();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            var database = new SqliteDatabase(connection);
            if (pragmas.Length > 0)
            {
                database.Execute(pragmas);
            }

            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a database that nobody can write, as its file is.</summary>
    /// <param name="path">The file, without a log.</param>
    public static SqliteDatabase OpenUnchanging(string path) => Open($"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly, "");

    /// <summary>Whether an error says that nothing can be written: on a full disk, or where that is not allowed.</summary>
    public static bool IsWriteRefused(Exception refused) => refused is StorageException { Fault: StorageFault.Full or StorageFault.ReadOnly or StorageFault.Denied }
        || (refused is SqliteException sqlite && (IsFull(sqlite) || sqlite.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM));

    /// <summary>Whether an error says that there is no room: for the database, for its log, or for the index of that, which every reader needs.</summary>
    public static bool IsFull(SqliteException error) =>
        error.SqliteErrorCode == raw.SQLITE_FULL || error.SqliteExtendedErrorCode is raw.SQLITE_IOERR_SHMSIZE or raw.SQLITE_IOERR_SHMMAP;

    /// <summary>From now on it can only be read.</summary>
    /// <param name="refusal">What whoever writes is told.</param>
    public void RefuseWrites(StorageException refusal)
    {
        Execute("PRAGMA query_only=ON");
        _refusal = refusal;
    }

    /// <summary>Runs a statement and returns the number of rows changed.</summary>
    /// <exception cref="StorageException">There is no room for the change.</exception>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        lock (_turn)
        {
            try
            {
                return Bind(sql, arguments).ExecuteNonQuery();
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode == raw.SQLITE_READONLY && _refusal is not null)
            {
                throw _refusal;
            }
            catch (SqliteException full) when (IsFull(full) && !_isInTransaction)
            {
                throw Full(full);
            }
        }
    }

    /// <summary>Runs a query and returns the first column of the first row.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> arguments)
    {
        lock (_turn)
        {
            var value = Bind(sql, arguments).ExecuteScalar();
            return value is null or DBNull ? default : (T)value;
        }
    }

    /// <summary>Runs a query and maps every row.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        lock (_turn)
        {
            using var reader = Bind(sql, arguments).ExecuteReader();
            while (reader.Read())
            {
                rows.Add(map(reader));
            }
        }

        return rows;
    }

    /// <summary>Runs a query of which very many rows are read, without an object per row or column.</summary>
    /// <param name="sql">The query; an argument is <c>$1</c>.</param>
    /// <param name="read">Told of every row.</param>
    /// <param name="argument">The argument, if it has one.</param>
    public void Scan(string sql, SqliteRowReader read, string? argument = null)
    {
        lock (_turn)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection.Handle, sql, out var statement), _connection.Handle);
            using (statement)
            {
                if (argument is not null)
                {
                    SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(statement, 1, argument), _connection.Handle);
                }

                int step;
                while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                {
                    read(new SqliteRow(statement.DangerousGetHandle()));
                }

                SqliteException.ThrowExceptionForRC(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step, _connection.Handle);
            }
        }
    }

    /// <summary>Reads several times from the database as it is at one moment, whatever others write meanwhile.</summary>
    public void InSnapshot(Action read)
    {
        lock (_turn)
        {
            if (_isInTransaction)
            {
                read();
                return;
            }

            Execute("BEGIN");
            try
            {
                read();
            }
            finally
            {
                Execute("COMMIT");
            }
        }
    }

    /// <summary>A reader over a query, for many rows; nobody else may use the database until it is closed.</summary>
    public SqliteDataReader Read(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteReader();

    /// <summary>Does something in one transaction that holds the write lock from its start; within one it is a part of that one.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        lock (_turn)
        {
            if (_isInTransaction)
            {
                return work();
            }

            return InTransactionOfItsOwn(work);
        }
    }

    /// <summary>
    /// Like <see cref="InTransaction(Action)"/>, but the log is not flushed: a power cut may take the change back, never a part of it and never one
    /// that was made before it. For what can be told again from what is on disk. The log of the database is a write-ahead log.
    /// </summary>
    public void InUnflushedTransaction(Action work)
    {
        lock (_turn)
        {
            // Acts while it is prepared: a statement that is kept would act only once.
            raw.sqlite3_exec(_connection.Handle, "PRAGMA synchronous=NORMAL");
            try
            {
                InTransaction(work);
            }
            finally
            {
                raw.sqlite3_exec(_connection.Handle, "PRAGMA synchronous=FULL");
            }
        }
    }

    /// <inheritdoc cref="InTransaction{T}(Func{T})"/>
    public void InTransaction(Action work) => InTransaction(() =>
    {
        work();
        return true;
    });

    /// <summary>Ends the query that another thread is waiting for.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private T InTransactionOfItsOwn<T>(Func<T> work)
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }

        Execute("BEGIN IMMEDIATE");
        _isInTransaction = true;
        try
        {
            var result = work();
            WriteStep.Before("commit", _connection.DataSource);
            Execute("COMMIT");
            return result;
        }
        catch (SqliteException full) when (IsFull(full))
        {
            RollBack();
            throw Full(full);
        }
        catch
        {
            RollBack();
            throw;
        }
        finally
        {
            _isInTransaction = false;
        }
    }

    private StorageException Full(SqliteException full) => StorageException.Full("write", _connection.DataSource, "No space left on device", full);

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk or a corrupt page may already have rolled back; the first error is the one to report.
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var value = arguments[i] ?? DBNull.Value;
            if (command.Parameters.Count <= i)
            {
                command.Parameters.Add(new SqliteParameter($"${i + 1}", value));
            }
            else
            {
                command.Parameters[i].Value = value;
            }
        }

        return command;
    }
}
