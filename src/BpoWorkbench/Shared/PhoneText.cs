using PhoneNumbers;

namespace BpoWorkbench.Shared;

/// <summary>Telephone numbers as people read them: at home in the national form, from abroad with their country.</summary>
public static class PhoneText
{
    public static string Say(string e164)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(e164, "ES");
            return numbers.Format(number, number.CountryCode == 34 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }
}
