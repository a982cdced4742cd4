using System.Collections;
using OptAIC.Errors;

namespace OptAIC.Engine.Queries;

/// <summary>A list that is read from files when somebody looks at it, so that lists of a thousand objects do not read what nobody asked for.</summary>
/// <param name="read">Reads it. What cannot be read, or is gone by then, is an empty list: other commands report it.</param>
internal sealed class ReadWhenAsked<T>(Func<IReadOnlyList<T>> read) : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _items = new(() =>
    {
        try
        {
            return read();
        }
        catch (OptException)
        {
            return [];
        }
    });

    /// <inheritdoc/>
    public int Count => _items.Value.Count;

    /// <inheritdoc/>
    public T this[int index] => _items.Value[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
