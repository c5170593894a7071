package io.hindsight.api.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as the API's description shows it; {@link UserRecords} reads it. */
@Schema(
    name = "User",
    description =
        "A person's profile, replaced as a whole. Name, email and attributes are kept encrypted"
            + " with the person's own key.")
record UserBody(
    @Schema(description = "Required in POST; in PUT the path names it.", example = "user-1")
        @Nullable String userId,
    @Nullable String name,
    @Nullable String email,
    @Schema(description = "Any JSON object.") @Nullable Map<String, Object> attributes,
    @Schema(
            description =
                "What the person says they like: leads their lists until the model knows better. Not"
                    + " encrypted: ranking needs them.")
        @Nullable PreferencesBody preferences) {

  /** What a person says they like. */
  @Schema(name = "Preferences")
  record PreferencesBody(@Nullable List<String> categories, @Nullable List<String> brands) {}
}
