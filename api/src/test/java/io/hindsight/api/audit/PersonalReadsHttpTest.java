package io.hindsight.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.PersonConsent;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Auditors who read what front ends read. */
class PersonalReadsHttpTest extends HttpTest {
  private static final String CONSENT = "/v1/users/ann/consent";

  @BeforeEach
  void answer() {
    stub.when(
        FindConsent.class,
        query -> new Answer.Found<>(new PersonConsent(Consent.FULL), new LogPosition(9)));
  }

  private HttpResponse<String> asAuditor(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header(AuditReads.AUDITOR, "Jo")
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void whoSaysThatTheyAreAnAuditorIsRecorded() throws Exception {
    assertThat(asAuditor(CONSENT).statusCode()).isEqualTo(200);
    assertThat(stub.only(RecordRead.class))
        .isEqualTo(new RecordRead("consent", Map.of(), new UserId("ann"), "Jo"));
  }

  @Test
  void frontEndsAreNotRecorded() {
    assertThat(get(CONSENT).status()).isEqualTo(200);
    assertThat(stub.received(RecordRead.class)).isEmpty();
  }

  @Test
  void whoAsksForAPersonsPastIsRecordedOnceWhicheverReadItIs() {
    for (String of : List.of("", "/history", "/features", "/recommendations", "/consent")) {
      stub.reset();
      get("/v1/users/ann" + of + "?asOf=%207");
      assertThat(stub.only(RecordRead.class))
          .isEqualTo(
              new RecordRead(
                  of.isEmpty() ? "profile" : of.substring(1),
                  Map.of("asOf", "7"),
                  new UserId("ann"),
                  null));
    }
    stub.reset();
    get("/v1/users/ann/history?occurredAsOf=2001-06-01T00:00:00Z");
    assertThat(stub.only(RecordRead.class).about())
        .isEqualTo(Map.of("occurredAsOf", "2001-06-01T00:00:00Z"));
  }

  @Test
  void whatNamesNoMomentOrNobodyIsRefusedAndNotRecorded() {
    get(CONSENT + "?asOf=yesterday").problem(400, "as-of-malformed");
    get("/v1/users/" + "x".repeat(201) + "/consent?asOf=7").problem(400, "id-invalid");
    assertThat(stub.received(RecordRead.class)).isEmpty();
  }

  @Test
  void whoCannotBeRecordedIsToldNothing() throws Exception {
    stub.when(RecordRead.class, read -> new LogUnavailable("away", null));
    assertThat(asAuditor(CONSENT).statusCode()).isEqualTo(503);
    assertThat(stub.received(FindConsent.class)).isEmpty();
  }
}
