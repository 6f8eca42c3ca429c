using System.Text;

namespace FichierClient.Application.Imports.Reading;

/// <summary>Reads the bytes that are no UTF-8 as Windows-1252, where others make a question mark of them.</summary>
internal sealed class PastedBytes : DecoderFallback
{
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string text = "";
        private int next;

        public override int Remaining => text.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (text, next) = (EncodingDetector.Windows1252.GetString(bytesUnknown), 0);
            return text.Length > 0;
        }

        public override char GetNextChar() => next < text.Length ? text[next++] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0) return false;
            next--;
            return true;
        }

        public override void Reset() => (text, next) = ("", 0);
    }
}
