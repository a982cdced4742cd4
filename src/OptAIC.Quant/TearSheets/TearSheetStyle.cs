namespace OptAIC.Quant.TearSheets;

/// <summary>The style sheet inside every tear sheet: light and dark, screen and paper.</summary>
internal static class TearSheetStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #17202a; --soft: #5d6b7a; --rule: #e3e8ee; --paper: #ffffff; --panel: #f6f8fa; --blue: #1f5fbf; --red: #cc3a3a; --grey: #8a97a6; --amber: #b7791f; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #9aa7b5; --rule: #2b3540; --paper: #11161c; --panel: #19212a; --blue: #6fa8ff; --red: #ff7b7b; --grey: #7d8a99; --amber: #e0b050; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 48px; }
        h1 { margin: 0; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; }
        h2 { margin: 36px 0 8px; font-size: 16px; }
        h2 small { font-weight: 400; color: var(--soft); margin-left: 8px; }
        p { margin: 6px 0 0; color: var(--soft); }
        .note { border-left: 3px solid var(--amber); background: var(--panel); color: var(--ink); padding: 8px 12px; margin-top: 12px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin-top: 24px; }
        .card { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; }
        .card b { display: block; font-size: 22px; line-height: 1.25; font-weight: 650; }
        .card span { color: var(--soft); font-size: 13px; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-size: 11.5px; fill: var(--soft); }
        svg .y { text-anchor: end; }
        svg .x { text-anchor: middle; }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .zero { stroke: var(--grey); stroke-width: 1; }
        svg .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
        svg .strategy { stroke: var(--blue); }
        svg .benchmark { stroke: var(--grey); stroke-width: 1.3; }
        svg .net { stroke: var(--ink); stroke-width: 1.1; stroke-dasharray: 4 3; }
        svg .area { fill-opacity: 0.22; }
        svg .long { fill: var(--blue); }
        svg .short, svg .loss { fill: var(--red); }
        svg .edge { stroke: var(--red); stroke-width: 1.1; }
        svg .bar { fill: var(--blue); fill-opacity: 0.75; }
        .key { display: inline-block; width: 18px; height: 0; border-top: 2px solid; vertical-align: middle; margin: 0 6px 0 14px; }
        .key.strategy { border-color: var(--blue); } .key.benchmark { border-color: var(--grey); } .key.short { border-color: var(--red); } .key.net { border-color: var(--ink); border-top-style: dashed; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
        th { font-weight: 500; color: var(--soft); text-align: left; }
        td { text-align: right; white-space: nowrap; }
        .scroll { overflow-x: auto; }
        .months th, .months td { padding: 5px 6px; text-align: right; border: 2px solid var(--paper); }
        .months th:first-child { text-align: left; }
        .months .year { font-weight: 650; }
        .groups { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 28px; margin-top: 32px; }
        .metrics { align-self: start; }
        .metrics caption, .holdings caption { text-align: left; font-weight: 650; padding-bottom: 6px; }
        .metrics th, .metrics td, .holdings th, .holdings td { padding: 4px 0; border-top: 1px solid var(--rule); }
        .holdings th:nth-child(n+2), .holdings td:nth-child(n+2) { text-align: right; }
        .holdings td:first-child { text-align: left; }
        footer { margin-top: 36px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 12.5px; color: var(--soft); }
        @media print { main { padding: 0; max-width: none; } section, table { break-inside: avoid; } }
        """;
}
