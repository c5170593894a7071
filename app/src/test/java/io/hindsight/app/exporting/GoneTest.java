package io.hindsight.app.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GoneTest {
  private static final long END = 100;
  private final Gone gone = new Gone();

  private void add(long position, String type, String payload) {
    gone.add(
        json("{\"position\":%d,\"type\":\"%s\",\"payload\":%s}".formatted(position, type, payload)),
        END);
  }

  private boolean isGone(String id, String person, String type, String at) {
    return gone.interaction(
        json(
            "{\"interactionId\":\"%s\",\"subjectId\":\"%s\",\"type\":\"%s\",\"occurredAt\":\"%s\"}"
                .formatted(id, person, type, at)));
  }

  private static JsonNode json(String text) {
    return EventFeed.JSON.readTree(text);
  }

  @Test
  void whatWasTakenBackIsGoneOnlyFromWhereItWas() {
    add(END, "interaction.InteractionRetracted", "{\"interactionId\":\"a\"}");
    add(END + 1, "interaction.InteractionRetracted", "{\"interactionId\":\"b\"}");
    assertThat(isGone("a", "p", "like", "2026-01-01T00:00:00Z")).isTrue();
    assertThat(isGone("b", "p", "like", "2026-01-01T00:00:00Z")).isFalse();
  }

  @Test
  void theErasedAndTheForgottenAreGoneWhateverTheRange() {
    add(END + 1, "erasure.SubjectErased", "{\"subjectId\":\"p\"}");
    add(END + 3, "retention.InteractionsForgotten", "{\"type\":\"dwell\",\"month\":\"2026-02\"}");
    add(END + 2, "retention.InteractionsForgotten", "{\"type\":\"dwell\",\"month\":\"2026-01\"}");
    assertThat(isGone("a", "p", "like", "2026-03-01T00:00:00Z")).isTrue();
    assertThat(gone.person(json("{\"subjectId\":\"q\"}"))).isFalse();
    assertThat(gone.person(json("{}"))).as("nobody is named").isFalse();
    assertThat(isGone("a", "q", "dwell", "2026-02-28T23:59:59.999Z")).isTrue();
    assertThat(isGone("a", "q", "dwell", "2026-03-01T00:00:00Z")).isFalse();
    assertThat(isGone("a", "q", "like", "2026-01-01T00:00:00Z")).isFalse();
  }
}
