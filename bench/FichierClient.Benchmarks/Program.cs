using System.Globalization;
using FichierClient.Benchmarks;
using FichierClient.Benchmarks.Lines;

// dotnet run -c Release --project bench/FichierClient.Benchmarks -- --app CONNECTION [--owner CONNECTION] [--organisation bench] [--only TEXT] [--iterations 30]
var options = Options.Parse(args);
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var listener = RoundTrips.Listen();
await using var world = await World.OpenAsync(options.App, options.Organisation);
Console.WriteLine("| line | program, ms | p95 | SQL, ms | ratio | round trips | target | met |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |");
List<Line> lines =
[
    .. await ListLines.Of(world), .. await SearchLines.Of(world), .. await SheetLines.Of(world), .. await DashboardLines.Of(world), .. await WriteLines.Of(world, options.Owner), .. await RoleLines.Of(world, options.Bypass),
];
foreach (var line in lines.Where(l => options.Only.Length == 0 || options.Only.Any(o => l.Name.Contains(o, StringComparison.OrdinalIgnoreCase))))
    Console.WriteLine(Report.Row(await Measure.RunAsync(line, options.Iterations)));
