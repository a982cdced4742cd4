# The deepest fall of every stock from its highest month-end close so far.

$ErrorActionPreference = 'Stop'
$context = Get-OptRunContext
$invariant = [cultureinfo]::InvariantCulture

$worst = foreach ($stock in Import-Csv data/closes.csv | Group-Object symbol) {
    $peak, $deepest, $since, $until = 0.0, 0.0, '', ''
    foreach ($row in $stock.Group | Sort-Object date) {
        $close = [double]::Parse($row.close, $invariant)
        if ($close -gt $peak) { $peak, $top = $close, $row.date }
        $fall = $close / $peak - 1
        if ($fall -lt $deepest) { $deepest, $since, $until = $fall, $top, $row.date }
    }
    [pscustomobject]@{ symbol = $stock.Name; drawdown = $deepest.ToString('F6', $invariant); from = $since; to = $until }
}

$worst | Sort-Object symbol | Export-Csv (Join-Path $context.Output drawdowns.csv) -UseQuotes Never
Write-OptMetric deepest ($worst.drawdown | ForEach-Object { [double]::Parse($_, $invariant) } | Measure-Object -Minimum).Minimum
