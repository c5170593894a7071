package io.hindsight.command.intake;

import io.hindsight.contracts.intake.Rejection;

/** A record after its rules were applied: fit to be stored, or not. */
sealed interface Judged<T> {

  record Fit<T>(T value) implements Judged<T> {}

  record Unfit<T>(Rejection rejection) implements Judged<T> {}
}
