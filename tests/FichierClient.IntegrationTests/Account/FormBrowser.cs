using System.Net;
using System.Text.RegularExpressions;

namespace FichierClient.IntegrationTests.Account;

/// <summary>A browser without a screen: keeps cookies, sends the forms of the account pages with their hidden fields.</summary>
public sealed partial class FormBrowser(HttpClient client)
{
    /// <summary>Names and values, for a test that steals them.</summary>
    public Dictionary<string, string> Cookies { get; private set; } = [];

    public FormBrowser With(IReadOnlyDictionary<string, string> cookies)
    {
        Cookies = new(cookies);
        return this;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public async Task<string> ReadAsync(string address) => await (await GetAsync(address)).Content.ReadAsStringAsync();

    /// <summary>Opens the page, fills the form of that name and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(address);
        return await PostAsync(address, [("_handler", form), ("__RequestVerificationToken", Token(page)), .. fields.Select(f => ("Input." + f.Name, f.Value))]);
    }

    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    /// <summary>Signs in; true when the client file opened.</summary>
    public async Task<bool> SignInAsync(string email, string password = AccountProgram.Password) =>
        (await SubmitAsync("/Account/Login", "login", ("Email", email), ("Password", password))).StatusCode == HttpStatusCode.Found
        && (await GetAsync("/")).StatusCode == HttpStatusCode.OK;

    public static string Token(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request);
        foreach (var header in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = header.Split(';')[0].Split('=', 2);
            if (header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) Cookies.Remove(pair[0]);
            else Cookies[pair[0]] = pair[1];
        }

        return response;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
