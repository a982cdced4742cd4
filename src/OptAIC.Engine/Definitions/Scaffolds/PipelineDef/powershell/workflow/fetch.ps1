# Leaves a row per date and entity in the output folder. Put your own source where the values are made up.
$ErrorActionPreference = 'Stop'
$config = (Get-OptRunContext).Config
$symbols = $config.symbols -split ',' | ForEach-Object Trim

& {
    foreach ($month in 1..12) {
        $number = 0
        foreach ($symbol in $symbols) {
            $number++
            [pscustomobject]@{ date = '{0:0000}-{1:00}-15' -f $config.year, $month; entity = $symbol; value = 100 * $number + $month }
        }
    }
} | Write-OptOutput values
Write-OptMetric symbols @($symbols).Count
