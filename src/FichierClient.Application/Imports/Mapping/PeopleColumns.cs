namespace FichierClient.Application.Imports.Mapping;

/// <summary>
/// Flat exports join the client's own person and the vendor's employee in one row. Once a column numbers an employee, the person's
/// columns behind it are the employee's: taken for the contact's they would put a colleague's address on every client.
/// </summary>
internal sealed class PeopleColumns
{
    private static readonly string[] Starts = ["employeenumber", "employeeid", "salesrepid", "matricule", "numeroemploye", "vendeurid"];
    private static readonly string[] Personal =
        ["lastname", "firstname", "email", "extension", "jobtitle", "nom", "prenom", "officecode", "reportsto", "telephone", "phone", "mail", "fonction"];

    private readonly HashSet<int> staff = [];

    public PeopleColumns(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(ChampsImport.KeyOf).ToList();
        var from = keys.FindIndex(k => Array.IndexOf(Starts, k) >= 0);
        // A file of employees alone begins with that column: then they are the people it is about.
        if (from <= 0) return;
        for (var i = from; i < keys.Count; i++)
        {
            if (i == from || Array.IndexOf(Personal, keys[i]) >= 0) staff.Add(i);
        }
    }

    public bool IsStaff(int column) => staff.Contains(column);
}
