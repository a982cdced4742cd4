namespace OptAIC.Engine.Tests.Environments;

/// <summary>A script that does what conda, or micromamba, does with environments; its arguments are taken as strictly.</summary>
internal static class StandIn
{
    private const string Script = """
        #!/bin/sh
        set -e
        small=@SMALL@
        case "$*" in
        --version) if [ $small = 1 ]; then echo 1.5.8; else echo "conda 24.1.2"; fi; exit ;;
        "env create "*) [ $small = 0 ]; verb=create; shift 2 ;;
        "create --yes "*) [ $small = 1 ]; verb=create; shift 2 ;;
        "env export "*) verb=export; shift 2 ;;
        *) echo "unknown: $*" >&2; exit 2 ;;
        esac
        while [ $# -gt 0 ]; do
          case "$1" in
          --prefix) prefix=$2; shift 2 ;;
          --file) file=$2; shift 2 ;;
          --no-builds) [ $small = 0 ]; shift ;;
          --no-build) [ $small = 1 ]; shift ;;
          *) echo "unknown: $1" >&2; exit 2 ;;
          esac
        done
        if [ $verb = export ]; then
          printf 'name: null\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.11.4\n  - numpy=1.26.0\n  - pip:\n      - tiny==1.0\nprefix: %s\n' "$prefix"
          exit
        fi
        [ ! -e "$prefix" ]
        mkdir -p "$prefix/bin" "$prefix/conda-meta"
        cp "$file" "$prefix/given.yml"
        printf '#!/bin/sh\necho in the environment\n' > "$prefix/bin/where"
        chmod +x "$prefix/bin/where"
        """;

    public static void Write(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Script.ReplaceLineEndings("\n").Replace("@SMALL@", name == "micromamba" ? "1" : "0", StringComparison.Ordinal) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
