using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Rgpd.Information;

/// <summary>The lock of RGPD art. 14: whoever wasn't told yet where her data come from is in no list of people to call or to write to.</summary>
public static class Informations
{
    /// <summary>Those who may be called.</summary>
    public static IQueryable<Contact> Informes(this IQueryable<Contact> contacts, AppDbContext db) =>
        contacts.Where(c => !db.ObligationsInformation.Any(o => o.TenantId == c.TenantId && o.ContactId == c.Id && o.FaitLe == null));

    /// <summary>Those who may not.</summary>
    public static IQueryable<Contact> NonInformes(this IQueryable<Contact> contacts, AppDbContext db) =>
        contacts.Where(c => db.ObligationsInformation.Any(o => o.TenantId == c.TenantId && o.ContactId == c.Id && o.FaitLe == null));
}
