namespace OptAIC.Engine.Registry;

/// <summary>Tables of <c>registry.db</c>. A change of them is a new format, and the index is rebuilt.</summary>
internal static class RegistrySchema
{
    public const int Format = 7;

    public const string Create = """
        CREATE TABLE instances(
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE,
            type TEXT NOT NULL,
            definition TEXT NOT NULL,
            definition_hash TEXT NOT NULL,
            config_hash TEXT NOT NULL,
            aggregation TEXT,
            tags TEXT NOT NULL,
            directory TEXT NOT NULL UNIQUE,
            generation INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            stage TEXT NOT NULL,
            parts BLOB NOT NULL,
            upstream BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE flows(
            instance TEXT NOT NULL REFERENCES instances(id) ON DELETE CASCADE,
            flow TEXT NOT NULL,
            handle TEXT NOT NULL,
            policy TEXT NOT NULL,
            active_run TEXT,
            last_run TEXT,
            last_run_at TEXT,
            last_status TEXT,
            last_error_type TEXT,
            last_error TEXT,
            last_completed BLOB,
            active_model TEXT,
            PRIMARY KEY(instance, flow)) WITHOUT ROWID;
        CREATE TABLE schedules(
            instance TEXT NOT NULL,
            flow TEXT NOT NULL,
            spec TEXT NOT NULL,
            expression TEXT,
            zone TEXT,
            frequency TEXT,
            since TEXT NOT NULL,
            handled TEXT,
            handled_wall TEXT,
            upstreams TEXT,
            run TEXT,
            alert TEXT,
            PRIMARY KEY(instance, flow),
            FOREIGN KEY(instance, flow) REFERENCES flows(instance, flow) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE TABLE runs(
            id TEXT PRIMARY KEY,
            instance TEXT NOT NULL REFERENCES instances(id) ON DELETE CASCADE,
            flow TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL,
            trigger TEXT NOT NULL,
            actor TEXT NOT NULL,
            created_at TEXT NOT NULL,
            started_at TEXT,
            ended_at TEXT,
            duration INTEGER,
            attempt INTEGER NOT NULL,
            exit_code INTEGER,
            error_type TEXT,
            error TEXT,
            definition TEXT NOT NULL,
            host TEXT NOT NULL,
            data_version TEXT,
            last_data_date TEXT,
            as_of TEXT,
            side INTEGER NOT NULL,
            replay_of TEXT,
            occurrence TEXT UNIQUE) WITHOUT ROWID;
        CREATE INDEX runs_by_flow ON runs(instance, flow, created_at);
        CREATE INDEX runs_by_time ON runs(created_at, id);
        CREATE INDEX runs_not_ended ON runs(created_at, id) WHERE ended_at IS NULL;
        CREATE TABLE run_metrics(
            run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value REAL,
            PRIMARY KEY(run, name)) WITHOUT ROWID;
        CREATE TABLE removals(
            instance TEXT NOT NULL,
            directory TEXT NOT NULL,
            owner TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY(directory, owner, at)) WITHOUT ROWID;
        CREATE TABLE source_answers(
            url TEXT PRIMARY KEY,
            version TEXT,
            asked_at TEXT NOT NULL,
            problem TEXT) WITHOUT ROWID;
        CREATE TABLE intents(
            directory TEXT PRIMARY KEY,
            instance TEXT NOT NULL,
            name TEXT UNIQUE COLLATE NOCASE,
            owner TEXT NOT NULL,
            at TEXT NOT NULL) WITHOUT ROWID;
        """;
}
