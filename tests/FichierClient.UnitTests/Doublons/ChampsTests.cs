using System.Collections;
using System.Reflection;
using System.Text.Json;
using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Contacts;

namespace FichierClient.UnitTests.Doublons;

/// <summary>A merge, its undo and the question after a conflict take fields one by one: a property that no field carries would be lost in silence.</summary>
public sealed class ChampsTests
{
    [Fact]
    public void The_fields_of_an_entreprise_carry_every_property()
    {
        var (from, to) = (Fill(new EntrepriseSaisie()), new EntrepriseSaisie());
        // Where some of it was taken from is said of one saving: it is no field of the company.
        from.DepuisAnnuaire = false;
        foreach (var champ in ChampsEntreprise.Noms) ChampsEntreprise.Copy(champ, from, to);
        Assert.Equal(JsonSerializer.Serialize(from), JsonSerializer.Serialize(to));
    }

    [Fact]
    public void The_fields_of_a_contact_carry_every_property()
    {
        var (from, to) = (Fill(new ContactSaisie()), new ContactSaisie());
        // Why a sensitive passage stays is said of one saving: it is no field of the person.
        from.MotifGarde = null;
        foreach (var champ in ChampsContact.Noms) ChampsContact.Copy(champ, from, to);
        Assert.Equal(JsonSerializer.Serialize(from), JsonSerializer.Serialize(to));
    }

    /// <summary>Every property of a form, and of its parts, with something in it.</summary>
    private static T Fill<T>(T target) where T : class
    {
        foreach (var property in target.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite))
        {
            property.SetValue(target, Something(property.PropertyType));
            Assert.NotEqual(property.GetValue(Activator.CreateInstance(target.GetType())), property.GetValue(target));
        }

        return target;
    }

    private static object Something(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "X";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(decimal)) return 7m;
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(DateOnly)) return new DateOnly(2026, 1, 15);
        if (type == typeof(Opposition)) return Opposition.Email;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType)
        {
            var list = (IList)Activator.CreateInstance(type)!;
            list.Add(Something(type.GetGenericArguments()[0]));
            return list;
        }

        return Fill(Activator.CreateInstance(type)!);
    }
}
