package io.hindsight.scoring.evaluation.offpolicy;

/** Ways to estimate a policy's reward; the package says how. */
public enum Estimator {
  IPS("IPS"),
  CLIPPED_IPS("clipped IPS"),
  SNIPS("SNIPS"),
  DM("DM"),
  DR("DR"),
  SNDR("SNDR"),
  SWITCH_DR("Switch-DR"),
  DROS("DRos");

  private final String label;

  Estimator(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
