# Leaves weights.csv with entity and weight in the output folder; the weights are those of the last date of the prices.
$ErrorActionPreference = 'Stop'
$context = Get-OptRunContext
$lookback = $context.Config.lookback

# Rows come ordered by entity and date.
$closes = Import-Csv $context.Inputs[0].Csv | Where-Object close -NE '' | Group-Object entity
$last = ($closes | ForEach-Object { $_.Group[-1].date } | Measure-Object -Maximum).Maximum

# A name that has just been listed, or is traded no more, is left out.
$kept = @($closes | Where-Object { $_.Count -gt $lookback -and $_.Group[-1].date -eq $last })
$inverse = [ordered]@{}
foreach ($entity in $kept) {
    [double[]] $prices = $entity.Group[(-$lookback - 1)..-1].close
    $returns = foreach ($row in 1..$lookback) { $prices[$row] / $prices[$row - 1] - 1 }
    $inverse[$entity.Name] = 1 / ($returns | Measure-Object -StandardDeviation).StandardDeviation
}

$total = ($inverse.Values | Measure-Object -Sum).Sum
$inverse.GetEnumerator() | ForEach-Object { [pscustomobject]@{ entity = $_.Key; weight = $_.Value / $total } } | Write-OptOutput weights
Write-OptMetric left_out (@($closes).Count - $kept.Count)
