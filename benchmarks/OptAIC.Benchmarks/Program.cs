using System.Globalization;
using OptAIC.Benchmarks;

// benchmarks/run.sh builds everything and calls this: "fill ROOT COUNT" for a large workspace, or with the runner's path.
if (args is ["fill", var root, var count])
{
    LargeWorkspace.Fill(root, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

using var folder = new ScratchFolder();
Floors.Report(folder);
BacktestFigures.Report();
RegistrationFigures.Report(folder);
ContractFigures.Report();
StoreFigures.Report(folder, args.FirstOrDefault());
return 0;
