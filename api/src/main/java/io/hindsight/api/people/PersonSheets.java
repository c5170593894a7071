package io.hindsight.api.people;

import io.hindsight.api.features.FeaturesView;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of a person as of now, besides events. */
@Component
class PersonSheets {
  private final Reads reads;

  PersonSheets(Reads reads) {
    this.reads = reads;
  }

  /**
   * @param profile null where there is none
   */
  record Sheet(ConsentView consent, @Nullable UserView profile, FeaturesView features) {}

  Sheet of(UserId user) {
    ViewAnswer.PersonConsent consent = reads.found(new FindConsent(user, null));
    ViewAnswer.Features features = reads.found(new FindUserFeatures(user, null));
    return new Sheet(ConsentView.of(consent), profile(user), FeaturesView.of(features));
  }

  private @Nullable UserView profile(UserId user) {
    try {
      ViewAnswer.Profile profile = reads.found(new FindProfile(user, null));
      return UserView.of(profile);
    } catch (ApiProblem e) {
      if (e.code().equals("user-unknown")) {
        return null;
      }
      throw e;
    }
  }
}
