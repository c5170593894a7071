package io.hindsight.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.hindsight.contracts.queries.ViewAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as answered. Personal parts read "erased" once the person's key is gone.
 *
 * @param attributes the JSON object as it was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserView(
    String userId,
    @Nullable String name,
    @Nullable String email,
    @JsonRawValue @Schema(type = "object") @Nullable String attributes,
    Liked preferences) {

  /** What the person says they like. */
  record Liked(List<String> categories, List<String> brands) {}

  static UserView of(ViewAnswer.Profile profile) {
    String attributes = profile.attributes();
    return new UserView(
        profile.userId().value(),
        profile.name(),
        profile.email(),
        // An erased one is a word, not an object.
        attributes == null || attributes.startsWith("{") ? attributes : "\"erased\"",
        new Liked(profile.preferences().categories(), profile.preferences().brands()));
  }
}
