package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run shows in a browser. */
class PagesTest {
    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        browser.close();
    }

    @Test
    void aReportIsReadFromItsFileAlone(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("report.html"),
                new ReportPageTest().hostilePage().getBytes(StandardCharsets.UTF_8));

        browser.view(390, 800, true);
        browser.open(file.toUri().toString());

        assertThat(browser.requests()).containsExactly(file.toUri().toString());
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.text("h1")).startsWith("</script></title><img src=x");
        assertThat(browser.evaluate("document.querySelectorAll('script, img').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("a phone shows it without scrolling sideways")
                .isTrue();
    }

    @Test
    void aBrokenPageIsSeenToBe(@TempDir Path folder) throws Exception {
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<h1>Here</h1><script>console.error('bad'); throw new Error('worse')</script>");

        browser.open(page.toUri().toString());

        assertThat(browser.text("h1")).isEqualTo("Here");
        browser.until("true");
        assertThat(browser.problems()).hasSize(2);
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }
}
