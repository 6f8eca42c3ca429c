using Microsoft.AspNetCore.Components;

namespace FichierClient.Web.Layout;

/// <summary>Leaving the program's pages for one that the server decides.</summary>
internal static class Departure
{
    /// <summary>Loads an address anew. A circuit whose browser is gone has nobody to lead there, and nobody who would see what stays.</summary>
    /// <param name="navigation">Of the circuit, or of the request that prerenders: that one ends by its own exception.</param>
    /// <param name="renderer">Tells the two apart.</param>
    /// <param name="address">Where to.</param>
    public static void LeaveFor(this NavigationManager navigation, RendererInfo renderer, string address)
    {
        try
        {
            navigation.NavigateTo(address, forceLoad: true);
        }
        catch (NavigationException) when (renderer.IsInteractive)
        {
            // Nobody is there.
        }
    }
}
