using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace FichierClient.Application.Rgpd.Cles;

/// <summary>Signs certificates of erasure with Ed25519 (RFC 8032); the key is this installation's and stays outside its database.</summary>
public sealed class SignatureCertificats(CleStore cles)
{
    public const int SignatureLength = 64, PublicKeyLength = 32;

    /// <summary>What anyone needs to verify; it may be published.</summary>
    public byte[] ClePublique => Key.GeneratePublicKey().GetEncoded();

    private Ed25519PrivateKeyParameters Key => new(cles.Get(CleStore.Certificats));

    /// <summary>64 bytes; the same data always give the same signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, Key);
        signer.BlockUpdate(data);
        return signer.GenerateSignature();
    }

    /// <summary>False for anything that isn't this key's signature of these data, whatever its length.</summary>
    public static bool Verify(ReadOnlySpan<byte> clePublique, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (clePublique.Length != PublicKeyLength || signature.Length != SignatureLength) return false;
        try
        {
            var verifier = new Ed25519Signer();
            verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(clePublique));
            verifier.BlockUpdate(data);
            return verifier.VerifySignature(signature.ToArray());
        }
        catch (ArgumentException)
        {
            // Thirty-two bytes that are no point of the curve.
            return false;
        }
    }
}
