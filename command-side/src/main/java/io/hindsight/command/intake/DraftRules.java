package io.hindsight.command.intake;

import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.Rejection;
import java.time.InstantSource;
import java.util.Optional;

/** The rules by which the intake judges records, for whoever must know before it is asked. */
public final class DraftRules {
  private final InteractionRules interactions;
  private final ImpressionRules impressions;
  private final InstantSource clock;

  public DraftRules(IntakeLimits limits, InstantSource clock) {
    this.interactions = new InteractionRules(limits);
    this.impressions = new ImpressionRules(limits);
    this.clock = clock;
  }

  /** Empty for what is fit to be stored, as far as that can be told without the log. */
  public Optional<Rejection> rejection(Draft draft) {
    Judged<?> judged =
        switch (draft) {
          case Draft.InteractionDraft interaction ->
              interactions.judge(interaction, clock.instant());
          case Draft.ImpressionDraft impression -> impressions.judge(impression, clock.instant());
          case Draft.ItemDraft item -> ItemRules.judge(item);
          case Draft.ProfileDraft profile -> ProfileRules.judge(profile);
        };
    return judged instanceof Judged.Unfit<?>(Rejection rejection)
        ? Optional.of(rejection)
        : Optional.empty();
  }
}
