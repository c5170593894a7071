package io.hindsight.api.problem;

import io.hindsight.api.settings.ApiSettings;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Makes Tomcat itself speak in problem details, and listen long enough to be heard. */
@Component
public final class TomcatEdge implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final ApiSettings settings;

  public TomcatEdge(ApiSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemErrorValve.class.getName());
          }
        });
    factory.addConnectorCustomizers(
        connector -> {
          // An id may hold a slash; it comes as %2F and must reach the controller as it is.
          connector.setEncodedSolidusHandling("passthrough");
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            // A body refused for its size is read on for a while, or the client would see a broken
            // connection instead of the answer.
            http.setMaxSwallowSize(
                (int) Math.min(Integer.MAX_VALUE, 4 * settings.maxBody().toBytes()));
          }
        });
  }
}
