package io.hindsight.contracts.subjects;

/** What an opened envelope holds. */
public sealed interface Disclosed {

  record Clear(String text) implements Disclosed {
    @Override
    public String toString() {
      return "Clear(not printed)";
    }
  }

  /** The subject's key was destroyed: nobody can read this again. */
  record Erased() implements Disclosed {}
}
