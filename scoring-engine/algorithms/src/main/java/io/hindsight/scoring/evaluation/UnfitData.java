package io.hindsight.scoring.evaluation;

/** Data that cannot be evaluated as asked; the remedy says what would help. */
public final class UnfitData extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  public UnfitData(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
