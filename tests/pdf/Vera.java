import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF: {@code java Vera ua1,3a a.pdf b.pdf}.
 *
 * Prints one line a file and flavour, {@code PASS ua1 1234 a.pdf} with the number of checks, or
 * {@code FAIL ...} followed by the broken rules. Exit code 1 if any fails. A flavour that cannot be
 * loaded (no JAXB) ends with an exception, so that a missing part never looks like a pass.
 */
public final class Vera {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean valid = true;
        for (String name : args[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(name);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("unknown flavour " + name);
            }
            for (int index = 1; index < args.length; index++) {
                valid &= validate(flavour, name, args[index]);
            }
        }
        System.exit(valid ? 0 : 1);
    }

    private static boolean validate(PDFAFlavour flavour, String name, String path)
            throws Exception {
        try (InputStream stream = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean valid = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((valid ? "PASS " : "FAIL ") + name + " "
                    + result.getTotalAssertions() + " " + path);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("  " + assertion.getRuleId() + " " + assertion.getMessage());
                }
            }
            return valid;
        }
    }
}
