using System.Text.RegularExpressions;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Vcards;

/// <summary>One card while its properties come; then a row. Pictures, private addresses and everything without a field are left out.</summary>
internal sealed partial class VcardCard(long line)
{
    private readonly string[] cells = new string[VcardColumns.Count];
    private List<(bool Preferred, string Value)> emails = [], phones = [], mobiles = [];
    private (bool Work, string[] Parts)? address;
    private string? formatted, remark;
    private bool isCompany, isGroup;

    /// <summary>A day without a year is <c>--0512</c>; Apple writes a year that means none.</summary>
    [GeneratedRegex(@"^(\d{4}|--?)-?(\d{2})-?(\d{2})(?:[T ].*)?$")]
    private static partial Regex Day();

    /// <summary>Takes the next property; those without a field are passed over.</summary>
    public void Add(VcardProperty property)
    {
        if (property.IsBinary) return;
        switch (property.Name)
        {
            case "N": SetName(property.Parts()); break;
            case "FN": formatted ??= property.Text(); break;
            case "ORG": SetCompany(property.Parts()); break;
            case "TITLE": Set(VcardColumn.Fonction, property.Text()); break;
            case "ROLE" when Of(VcardColumn.Fonction).Length == 0: Set(VcardColumn.Fonction, property.Text()); break;
            case "EMAIL": Keep(emails, property, property.Text().Replace("mailto:", "", StringComparison.OrdinalIgnoreCase)); break;
            case "TEL": AddPhone(property); break;
            case "ADR": AddAddress(property); break;
            case "URL" when !property.Is("HOME"): Set(VcardColumn.Site, property.Text()); break;
            case "BDAY": SetBirthday(property); break;
            case "NOTE": Set(VcardColumn.Notes, property.Text()); break;
            case "LANG": Set(VcardColumn.Langue, property.Text()); break;
            case "KIND" or "X-ADDRESSBOOKSERVER-KIND": SetKind(property.Text()); break;
            case "X-ABSHOWAS": isCompany |= property.Text().Equals("COMPANY", StringComparison.OrdinalIgnoreCase); break;
        }
    }

    /// <summary>The card as a row of <see cref="VcardColumns.Headers"/>.</summary>
    public FileRecord Take()
    {
        if (isCompany) Set(VcardColumn.Societe, formatted ?? "");
        // « Nom complet » says the same less exactly.
        else if (Of(VcardColumn.Nom).Length + Of(VcardColumn.Prenom).Length == 0 && formatted != Of(VcardColumn.Societe)) Set(VcardColumn.NomComplet, formatted ?? "");
        if (isCompany)
        {
            // What a company's card has is the company's: a number of its own makes nobody.
            Spread(emails, VcardColumn.EmailSociete);
            Spread([.. phones.Concat(mobiles)], VcardColumn.TelephoneSociete);
            (emails, phones, mobiles) = ([], [], []);
            foreach (var name in new[] { VcardColumn.Nom, VcardColumn.Prenom, VcardColumn.Civilite }) cells[(int)name] = "";
        }

        Spread(emails, VcardColumn.Email, VcardColumn.Email2, VcardColumn.Email3);
        var second = mobiles.OrderByDescending(m => m.Preferred).Skip(1).ToList();
        Spread([.. mobiles.OrderByDescending(m => m.Preferred).Take(1)], VcardColumn.Mobile);
        Spread([.. phones.OrderByDescending(p => p.Preferred), .. second.Select(m => (false, m.Value))], VcardColumn.Telephone, VcardColumn.Telephone2);
        if (address is { } found) SetAddress(found.Parts);
        return new FileRecord(line, [.. Enum.GetValues<VcardColumn>().Select(Of)], isGroup ? Texts.Get("Import_vcard_groupe") : null) { Remark = remark };
    }

    private string Of(VcardColumn column) => cells[(int)column] ?? "";

    /// <summary>The first value of a kind stays.</summary>
    private void Set(VcardColumn column, string value)
    {
        if (Of(column).Length == 0) cells[(int)column] = value.Replace("\0", "", StringComparison.Ordinal);
    }

    private void SetName(string[] parts)
    {
        string Part(int i) => i < parts.Length ? parts[i] : "";
        Set(VcardColumn.Nom, Part(0));
        Set(VcardColumn.Prenom, string.Join(' ', new[] { Part(1), Part(2) }.Where(p => p.Length > 0)));
        Set(VcardColumn.Civilite, Part(3));
    }

    private void SetCompany(string[] parts)
    {
        Set(VcardColumn.Societe, parts[0]);
        Set(VcardColumn.Service, string.Join(", ", parts.Skip(1).Where(p => p.Length > 0)));
    }

    private void SetKind(string kind)
    {
        isCompany |= kind.Equals("org", StringComparison.OrdinalIgnoreCase);
        isGroup |= kind.Equals("group", StringComparison.OrdinalIgnoreCase);
    }

    private void AddPhone(VcardProperty property)
    {
        var number = property.Text();
        // RFC 3966: « tel:+49-30-1234567;ext=12 ».
        if (number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) number = number[4..].Replace(";ext=", " ext. ", StringComparison.OrdinalIgnoreCase);
        if (property.Is("FAX")) Set(VcardColumn.Fax, number);
        else if (property.Is("CELL") || property.Is("IPHONE")) Keep(mobiles, property, number);
        else if (!property.Is("PAGER")) Keep(phones, property, number);
    }

    /// <summary>The address goes to the company: a private one stays out.</summary>
    private void AddAddress(VcardProperty property)
    {
        var work = property.Is("WORK");
        if ((property.Is("HOME") && !work) || (address is not null && (!work || address.Value.Work))) return;
        var parts = property.Parts();
        if (parts.Any(p => p.Length > 0)) address = (work, parts);
    }

    private void SetAddress(string[] parts)
    {
        string Part(int i) => i < parts.Length ? parts[i] : "";
        var lines = Part(2).Split('\n', 2, StringSplitOptions.TrimEntries);
        Set(VcardColumn.Adresse, lines[0].Length > 0 ? lines[0] : Part(0));
        Set(VcardColumn.Complement, string.Join(", ", new[] { lines.Length > 1 ? lines[1].Replace('\n', ' ') : "", Part(1), lines[0].Length > 0 ? Part(0) : "" }.Where(p => p.Length > 0)));
        Set(VcardColumn.Ville, Part(3));
        Set(VcardColumn.CodePostal, Part(5));
        Set(VcardColumn.Pays, Part(6));
    }

    private void SetBirthday(VcardProperty property)
    {
        var text = property.Text();
        if (text.Length == 0) return;
        if (Day().Match(text) is not { Success: true } day)
        {
            remark ??= Texts.Get("Import_vcard_anniversaire");
            return;
        }

        var (year, month, date) = (day.Groups[1].Value, day.Groups[2].Value, day.Groups[3].Value);
        if (year == property.Parameter("X-APPLE-OMIT-YEAR")) year = "--";
        Set(VcardColumn.Anniversaire, char.IsAsciiDigit(year[0]) ? $"{year}-{month}-{date}" : $"--{month}-{date}");
    }

    private static void Keep(List<(bool, string)> list, VcardProperty property, string value)
    {
        if (value.Length > 0 && list.Count < 100) list.Add((property.IsPreferred, value));
    }

    private void Spread(List<(bool Preferred, string Value)> values, params ReadOnlySpan<VcardColumn> columns)
    {
        var distinct = values.OrderByDescending(v => v.Preferred).Select(v => v.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        for (var i = 0; i < distinct.Count && i < columns.Length; i++) Set(columns[i], distinct[i]);
        if (distinct.Count > columns.Length) remark ??= Texts.Get("Import_vcard_de_trop");
    }
}
