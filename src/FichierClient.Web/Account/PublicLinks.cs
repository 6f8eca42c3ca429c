using FichierClient.Web.Door;
using Microsoft.AspNetCore.WebUtilities;

namespace FichierClient.Web.Account;

/// <summary>Addresses that leave the program in e-mails.</summary>
public sealed class PublicLinks(TransportSecurity transport)
{
    /// <param name="pageBase">Base address of the page that asks; used when no public address is set, on one's own machine.</param>
    /// <param name="path">Without a slash at its start.</param>
    /// <param name="query">Names and values.</param>
    public string To(string pageBase, string path, params (string Name, string Value)[] query) => QueryHelpers.AddQueryString(
        new Uri(transport.PublicAddress ?? new Uri(pageBase), path).AbsoluteUri, query.Select(q => new KeyValuePair<string, string?>(q.Name, q.Value)));
}
