package io.hindsight.contracts.models;

/** What {@link TrainModel} answers, at once. */
public enum TrainingStart {
  /** It was not running here, and has now begun. */
  STARTED,
  /** It has been running already, and goes on. */
  UNDERWAY
}
