using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FichierClient.Users;

// Connected users on list, sheet and dashboard: what their circuits cost and how long a click takes.
// dotnet run -c Release --project bench/FichierClient.Users -- --address http://localhost:5080/ --email E --password P --pid PID [--organisation NOM] [--users 1,10,100,1000] [--clicks 50] [--seconds 30]
string Value(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : otherwise;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var address = new Uri(Value("--address", "http://localhost:5080/"));
int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
var (clicks, seconds) = (Number(Value("--clicks", "50")), Number(Value("--seconds", "30")));
var cookies = new CookieContainer();
using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
await SignInAsync();
var list = await http.GetStringAsync(new Uri(address, "/entreprises"));
var sheets = Sheet().Matches(list).Select(m => m.Value).Distinct().ToArray();
string[] paths = ["/entreprises", .. sheets.Take(20), "/tableau-de-bord"];

Console.WriteLine("| users | server, MiB | clicks | median, ms | p95, ms | p99, ms | KiB a click | failed |");
Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
List<User> users = [];
foreach (var wanted in Value("--users", "1,10,100,1000").Split(',').Select(Number))
{
    while (users.Count < wanted) users.Add(await User.OpenAsync(http, cookies, address, paths[users.Count % paths.Length]));
    await ReportAsync();
}

foreach (var user in users) await user.DisposeAsync();

async Task ReportAsync()
{
    ConcurrentBag<(string Page, double Time)> times = [];
    var (failed, before) = (0, users.Sum(u => u.Received));
    List<Task> running = [];
    // Nobody clicks twice at once, and few users click less often.
    var rate = Math.Min(clicks, users.Count);
    for (var i = 0; i < rate * seconds; i++)
    {
        var user = users[i * 7 % users.Count];
        var path = paths[i % paths.Length];
        running.Add(Task.Run(async () =>
        {
            try
            {
                times.Add((path.Split('/') is [_, "entreprises", _] ? "sheet" : path[1..], await user.ClickAsync(path)));
            }
            catch (Exception error) when (error is TimeoutException or InvalidOperationException)
            {
                if (Interlocked.Increment(ref failed) == 1) Console.Error.WriteLine(error.Message);
            }
        }));
        await Task.Delay(TimeSpan.FromSeconds(1.0 / rate));
    }

    await Task.WhenAll(running);
    var failures = failed + users.Count(u => u.Failure is not null);
    Console.WriteLine(Line($"{users.Count}", Memory(), [.. times.Select(t => t.Time).Order()], $"{(users.Sum(u => u.Received) - before) / 1024 / Math.Max(1, times.Count)} | {failures}"));
    foreach (var page in times.GroupBy(t => t.Page).OrderBy(g => g.Key, StringComparer.Ordinal))
        Console.WriteLine(Line($"{users.Count}, {page.Key}", "", [.. page.Select(t => t.Time).Order()], " | "));
}

static string Line(string users, string memory, double[] sorted, string rest)
{
    double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    return $"| {users} | {memory} | {sorted.Length} | {At(0.5):F0} | {At(0.95):F0} | {At(0.99):F0} | {rest} |";
}

string Memory() => int.TryParse(Value("--pid", ""), out var pid) ? $"{Process.GetProcessById(pid).WorkingSet64 / 1024 / 1024}" : "–";

async Task SignInAsync()
{
    var login = new Uri(address, "/Account/Login");
    var fields = Field().Matches(await http.GetStringAsync(login)).DistinctBy(m => m.Groups["name"].Value)
        .ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
    foreach (var name in fields.Keys.Where(name => name.EndsWith("Email", StringComparison.Ordinal)).ToList()) fields[name] = Value("--email", "");
    foreach (var name in fields.Keys.Where(name => name.EndsWith("Password", StringComparison.Ordinal)).ToList()) fields[name] = Value("--password", "");
    using var form = new FormUrlEncodedContent(fields);
    using var answer = await http.PostAsync(login, form);
    if (answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("Login", StringComparison.Ordinal)) throw new InvalidOperationException("Signing in was refused.");
    if (Value("--organisation", "") is { Length: > 0 } nom) await SwitchAsync(nom, await http.GetStringAsync(address));
}

// The forms of the switch stand in every page: one an organisation, with its name on the button.
async Task SwitchAsync(string nom, string page)
{
    var organisation = Organisation().Matches(page).First(m => WebUtility.HtmlDecode(m.Groups["nom"].Value).Trim() == nom);
    using var form = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["organisation"] = organisation.Groups["id"].Value,
        ["__RequestVerificationToken"] = organisation.Groups["token"].Value,
    });
    using var answer = await http.PostAsync(new Uri(address, "/Account/SwitchOrganisation"), form);
    answer.EnsureSuccessStatusCode();
}

internal static partial class Program
{
    [GeneratedRegex("/entreprises/[0-9a-f-]{36}")]
    private static partial Regex Sheet();

    [GeneratedRegex("<input(?=[^>]* name=\"(?<name>[^\"]+)\")(?:(?=[^>]* value=\"(?<value>[^\"]*)\"))?[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"[^<]*<input type=\"hidden\" name=\"organisation\" value=\"(?<id>[^\"]+)\"[^<]*<button[^>]*>(?<nom>[^<]*)<")]
    private static partial Regex Organisation();
}
