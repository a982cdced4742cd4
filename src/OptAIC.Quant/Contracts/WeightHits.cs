namespace OptAIC.Quant.Contracts;

/// <summary>Counts what breaks a rule of portfolios, and keeps the first ones.</summary>
internal sealed class WeightHits
{
    private readonly List<string> _sample = [];
    private long _count;

    public void Add(string where, double value)
    {
        _count++;
        if (_sample.Count < SampleText.Most)
        {
            _sample.Add(FormattableString.Invariant($"{where} {value:G12}"));
        }
    }

    public void Report(List<ContractFinding> findings, string code, Func<long, string> message)
    {
        if (_count > 0)
        {
            findings.Add(new(code, message(_count), _count, _sample));
        }
    }
}
