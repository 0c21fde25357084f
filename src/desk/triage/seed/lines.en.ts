import type { SeedCategories, SeedIntents } from './seed.ts'

/** English lines without a category, by intent. Written for Guichet; ` | ` and line ends separate them. */
export const intents: SeedIntents = {
  greeting: `hello | hi | hey | good morning | good afternoon | hi there | hello everyone | hey there | morning | good evening
    hi bot | hello is this the help desk | hey, anyone there? | hi how are you | helo | hiya | yo | greetings | hello :) | hi all
    good day | hello IT team | hey team | hi, got a minute? | hello, can you hear me | evening all | howdy | hi service desk
    are you there? | hi, I have a question`,
  'how-to': `how do I do this | how can I do that myself | where do I find the instructions | is there a guide for this
    what is the procedure | where can I find the documentation | how does it work | can you explain how to use it
    what are the steps | I don't know how to use this application | is it possible to do this on a mac | what does this message mean
    can you show me how | any tips on using it | which button do I press | what is the difference between the two versions
    what's the way to do it | what is the best way to send it | could you explain the steps | how should I proceed | where can I see my settings
    is there a shortcut for that | how do we usually do this here | can I do this from home
    are we allowed to use it | is it allowed to install it myself | may I use my own device | may I connect my own one | is that possible from abroad
    what do I have to do when somebody leaves | what should we do if it happens | which one should I choose | which version do I need | is there a way to undo it
    can I use it on my personal computer | who decides about it | how long does it take to get one | is it ok to share this with a supplier | are we supposed to do it ourselves`,
  incident: `it doesn't work | it is broken | nothing works | it stopped working this morning | I have a problem | I get an error
    error message on my screen | it crashed again | it worked yesterday, not today | it has been failing since the update
    it keeps failing | something is wrong | it's down | everything is down | not working!!! | still broken | it is very slow today
    I can't work | I am stuck, nothing responds | does not work anymore | dosnt work | it wont open | we are all blocked
    there is an outage | major issue this morning | it hangs | it freezes every five minutes | I lost everything | error 500
    the site is unavailable | the service is down for everybody
    it's not working | still not working | not working again | it closes by itself | it shuts down as soon as I click | it never finishes loading | it keeps spinning
    the page stays blank | it disappeared overnight | somebody erased my work | it got lost | it was stolen | it fell and now it's dead | it is missing since yesterday
    my screen shows garbage | it says file not found | it says I am not allowed | it refuses to save | it stopped syncing last week | it has stopped responding
    I can no longer open it | I can't see it anymore | I don't see my data | the button does nothing | the app kicks me out | we lost the connection to the server
    it double clicks by itself | it doesn't recognise my card | it fails every time | there's a strange smell from the device | wrong amounts are displayed
    locked out again | it takes forever to start | it lags all the time | it is unreachable for the whole team | nobody receives anything anymore
    messages don't go out | it asks me for money | there is no room left on it | it says it is full | it got wiped by mistake | it lost my settings | it moves by itself | it looks weird since the update`,
  request: `I need something | I would like to order something | can I have a new one | could you set this up for me
    please install it | please add me | I would like access | can you give me access please | I need an account
    could someone create it for me | request for a new one | I'd like to book | please provide one for our new starter
    we have a new joiner on monday | an intern is arriving next week, please prepare everything | can we get two more
    please order | I want to change mine | is it possible to get one | please remove my access | need approval to buy
    could we get a few of them | would it be possible to have another one | requesting access for my colleague | kindly provide us with one | we are running out of them, please send more
    we are almost out of stock, please bring some | I'd appreciate a replacement | can you add me to the group | can you set it up on my machine | could you extend my rights
    please upgrade my plan | I would like to subscribe | need one for my home office | I'm starting a new job here, what I need is a full set-up | please move it to another room
    could someone check this message for me | can someone have a look and tell me if it is safe | please take back my old one | we want to rent one for a week | get me a licence
    please enable it for my account | please open it for our partner | asking for permission to use it | please transfer it to my successor | renew my subscription please
    install it on all the computers of the room | put this program on our machines | disable the login of a person who left | close the account of someone who is leaving on friday
    requesting a loan device for two days | borrow one for the day | give my colleague access | raise the limit for our project
    I want access so I can work from home | someone new starts next week, prepare a place for him | let my manager see it | a colleague needs to read it too | put me on the list please`,
  status: `where is my ticket | any news on my request | what is the status of my ticket | any update? | has anyone looked at my issue
    status please | when will my request be done | is it fixed yet | what's happening with my ticket | any progress on my incident
    I'm still waiting for an answer | did you receive my request | is someone working on it | how long until my laptop request is handled
    update on ticket please | where are we with my access request | when will someone look at my problem | is my request approved
    what's the eta on my ticket | has my ticket been assigned | still no news about my ticket | any news about the printer I reported
    I opened a ticket last week, any news | follow up on my ticket | can you check the progress of my request | who is handling my ticket
    who is the agent on my ticket | checking in on my request from monday
    what became of the problem I reported last week | what's going on with the incident I declared | did anything happen with my report`,
  'my-tickets': `my tickets | show my tickets | list my tickets | what are my open tickets | my requests | show me my requests
    see all my tickets | which tickets do I have open | my open incidents | tickets I opened | list everything I reported
    view my tickets | display my requests | how many tickets do I have | my ticket history | show the tickets I created last month
    all my open requests | my past tickets | give me the list of my tickets | see my requests | mytickets | my issues
    what have I asked for so far | open my ticket list | do I have any open tickets | my pending requests`,
  person: `I want to talk to a person | talk to a human | can I speak to someone | get me a human | I want a real person
    speak to an agent | connect me to an agent | I need to talk to someone | put me through to a technician | call me back please
    can somebody call me | is there a human I can talk to | I don't want to talk to a bot | real person please
    let me talk to support staff | transfer me to a colleague | I'd rather speak with someone | can a technician contact me
    I want to speak to a manager | stop, give me a human | chat with a real agent | I need a person not a robot
    could someone from IT ring me | human please | may I speak to a person in IT | hand me over to a person
    is any real agent there | enough of the bot, somebody please | I'd rather discuss it by voice with support | an adviser please`,
  cancel: `cancel | stop | never mind | nevermind | forget it | cancel my request | cancel the ticket | abort | please cancel that
    no longer needed | drop it | I changed my mind | don't open a ticket | cancel everything | scrap that | quit | exit | leave it
    ignore my last message | no need anymore | you can close it, I don't need it | start over | let's stop here | undo that request
    not needed any more, thanks | withdraw my request | forget about it | close my ticket | please close my request, I don't need it`,
  help: `help | what can you do | help me | how do you work | what are your commands | who are you | what is this bot for
    show the menu | what can I ask you | options | I need help | can you help me | list of commands | what do you do | menu
    how can you help me | are you a bot | what services do you offer | help please | commands | what is guichet | usage
    instructions for this bot | I need some assistance | can anyone assist | what kind of things can I ask here
    what can you do for us | what do you know how to do`,
  thanks: `thanks | thank you | thx | many thanks | thanks a lot | ty | cheers | thank you so much | great, thanks | perfect thank you
    awesome thanks | much appreciated | thanks for your help | you're the best | great job | nice one | thank you very much | tks
    good bot | thanks, have a nice day | brilliant, cheers | excellent service | ok thanks | thank you for the quick answer
    appreciate it | lovely, thanks | thanks team | super helpful, thank you`,
  solved: `it works now | solved | it's fixed | problem solved | that fixed it | it is working again | resolved | all good now
    works, thanks | that did the trick | my issue is resolved | I found the solution | never mind, it works | it's ok now
    back to normal | the printer prints again | I can log in now | I managed to fix it myself | the vpn is back | you can close my ticket, it works
    yes that solved it | it came back by itself | working fine now | restarted and it works | that worked | sorted | issue gone
    no more problem | everything is fine again
    rebooting helped | after a reboot it is fine | everything works again, great`,
  'out-of-scope': `what's the weather tomorrow | tell me a joke | who won the match last night | what is the capital of peru
    recommend a good restaurant | I love you | how old are you | sing me a song | what should I cook tonight | book me a flight to madrid
    what time is it in tokyo | translate this sentence into spanish | what is the meaning of life | how tall is the eiffel tower
    who is the president | play some music | what's the price of bitcoin | how many vacation days do I have left | when is payday
    my salary is wrong this month | can I take friday off | where is the nearest pharmacy | what's on the menu at the canteen
    write me a poem | how do I lose weight | do you believe in god | asdfgh | blah blah | what's your favourite colour
    I broke up with my girlfriend | horoscope for leo | how do I make pancakes | is it going to rain | the stock market fell
    which film should I watch | set an alarm for 7 | how much is a taxi to the airport | my dog is sick | happy birthday
    how many calories in an apple | what is love | who wrote romeo and juliet | convert 20 euros to dollars | what's your name in chinese | how do I tie a tie
    do you like pizza | what's the latest news about the election | how far is london from paris | when is easter this year | I feel sad today | where should we go on holiday
    how do I grow tomatoes | can you lend me money | my neighbour is noisy | best football player ever | what day is it | who is your father | sing something funny
    how do I get a passport | my car broke down on the motorway | find me a husband | are aliens real | what is 12 times 9 | what's on tv tonight | I'm hungry | nice shoes
    pay my electricity bill | what's the traffic like | how long do cats live | when does the supermarket close | teach me guitar | lorem ipsum dolor | qwerty uiop | 42`,
}

/** English lines of each category, by intent. */
export const categories: SeedCategories = {
  network: {
    incident: `the wifi doesn't work | no internet in the office | vpn won't connect | vpn error 809 | the network is very slow
      I can't connect to the vpn from home | wi-fi keeps dropping | no network on my desk socket | internet is down | vpn disconnects every ten minutes
      cannot reach the intranet | the connection is unstable on the 3rd floor | ethernet not detected | remote access fails with a timeout
      websites don't load | my laptop doesn't see the corporate wifi | dns error when opening the intranet | the whole site lost network
      the proxy blocks everything | slow vpn since this morning`,
    request: `I need vpn access | please give the visitor a guest wifi code | open port 443 on the firewall for our server
      can I have a network cable at my desk | add the new meeting room to the network | please whitelist this website
      we need wifi in the warehouse | request a fixed ip address for the scanner`,
    'how-to': `how do I connect to the vpn | how to join the guest wifi | what is the wifi password for visitors | how do I set up the vpn on my phone
      where do I find my ip address | how can I use the internet when I travel`,
  },
  email: {
    incident: `outlook won't open | I don't receive emails anymore | my emails stay in the outbox | mail is down | outlook crashes at startup
      my mailbox is full | I can't send attachments | emails bounce back | outlook asks for my password all the time | calendar doesn't sync
      shared mailbox disappeared | search in outlook finds nothing | outlook is frozen | I received a non-delivery report
      my colleague doesn't get my mails | outlook is stuck on loading profile | my signature disappeared | meeting invitations don't arrive`,
    request: `create a shared mailbox for the finance team | please add me to the distribution list | I need access to the support mailbox
      create an email alias | increase my mailbox size please | forward my former colleague's mail to me | create a mailing list for the project
      give my assistant access to my calendar | remove me from the all-staff list`,
    'how-to': `how do I set up an out of office reply | how to recall an email | how do I share my calendar | how to add a signature in outlook
      how do I archive old emails | how can I get my mail on my phone | how to create a rule in outlook | how do I book a room in outlook`,
  },
  hardware: {
    incident: `laptop won't boot | my screen is black | the keyboard doesn't work | mouse is broken | my computer is very slow | blue screen
      my pc restarts by itself | battery doesn't charge | the docking station isn't recognised | second monitor not detected | the fan is very loud
      I spilled coffee on my laptop | webcam doesn't work | no sound in my headset | my computer makes a strange noise | screen flickers
      the charger is dead | laptop overheats | usb ports don't work | computer frozen on startup | my screen is cracked`,
    request: `I need a new laptop | can I get a second monitor | please order a headset | I'd like an ergonomic mouse | replace my old computer
      need a docking station | we need a laptop for an intern | I would like a bigger screen | order a usb-c adapter | can I borrow a laptop for a trip
      a keyboard with english layout please`,
    'how-to': `how do I connect a second screen | how do I change the screen resolution | how to rotate my display | how do I clean my keyboard
      how do I use the docking station | how to pair a bluetooth headset`,
  },
  printing: {
    incident: `the printer doesn't print | paper jam | printer is offline | my print jobs are stuck in the queue | printer out of toner
      prints come out blank | the scanner doesn't send to my mail | printed pages have black stripes | can't print from my laptop
      the copier on the 2nd floor is broken | the badge reader on the printer doesn't recognise me | nothing comes out of the printer
      printer shows error 49 | it prints in black and white only | label printer doesn't work | scan to folder fails | the printer disappeared from my list
      printing takes ages`,
    request: `install the printer on my pc | we need a new toner cartridge | please add the 3rd floor printer | I'd like colour printing rights
      order paper for the printer | can we have a printer in our office | please move the printer to room 204 | need access to the plotter
      enroll my badge on the copier`,
    'how-to': `how do I print double sided | how do I add a printer | how to scan to email | how do I print in colour | how to cancel a print job
      how do I change the toner | where is the nearest printer | how to print from my phone`,
  },
  accounts: {
    incident: `I forgot my password | forgotten password | forgot pwd | my account is locked | I can't log in | password expired | my password is not accepted | mfa code doesn't arrive
      authenticator app lost after phone change | login failed | access denied | my session closes all the time | I'm locked out of windows
      sso doesn't work | I get invalid credentials | the reset link doesn't work | my account was disabled | I have lost my access rights
      cannot sign in to the portal`,
    request: `please reset my password | unlock my account please | create an account for a new employee | I need access to the finance share
      I need admin rights on my pc | give me write access to the folder | remove access for a colleague who left | delete the account of an ex employee
      extend the account of our contractor | change my last name in the directory | I need access to the crm | add me to the security group
      need rights to sap`,
    'how-to': `how do I change my password | how do I set up two factor authentication | how to register the authenticator on a new phone
      how can I unlock my account myself | what are the password rules | where do I change my profile picture | how do I request access to an application`,
  },
  software: {
    incident: `excel crashes when I open a file | word is frozen | sap doesn't start | the application shows an error | teams keeps crashing
      the update failed | the licence has expired | the program closes by itself | the erp is down | chrome doesn't open | the crm is very slow
      the macro doesn't work anymore | adobe asks for activation | the installation fails with error 1603 | windows update stuck at 30 percent
      the antivirus agent blocks my application | app not responding | power bi report doesn't refresh | the web app returns error 500
      payroll software won't start | our customer portal is down`,
    request: `please install photoshop | I need a licence for visio | can I have power bi pro | install python on my machine | I'd like microsoft project
      please upgrade office | need autocad on my workstation | uninstall this software please | we need ten licences of zoom
      please deploy the new version on my pc | buy a subscription for figma`,
    'how-to': `how do I install an application | how do I make a pivot table in excel | how to update teams | how do I record a teams meeting
      how to convert a word document to pdf | where do I download office | how do I share my screen in a meeting | which version of office do we have
      how to clear the browser cache | how do I change the language of word`,
  },
  telephony: {
    incident: `my desk phone doesn't ring | no dial tone | I can't make calls | calls drop after one minute | my work mobile has no signal
      voicemail doesn't work | callers can't hear me on the phone | the phone line is dead | my iphone is broken | sim card not recognised
      the call centre lines are down | my smartphone screen is cracked | the switchboard doesn't answer | the softphone does not register
      conference phone is dead | call forwarding doesn't work | no mobile data abroad`,
    request: `I need a work phone | order a new sim card | please forward my extension to my mobile | new phone number for our team
      activate international roaming for my trip | I'd like a new smartphone | increase my data plan | transfer my number to the new phone
      please create an extension for the newcomer | add a voice menu to the hotline`,
    'how-to': `how do I forward my calls | how do I set up my voicemail | how to transfer a call | how do I call abroad from my desk phone
      what is my extension number | how to change my voicemail greeting | how do I use the conference phone | how to unlock my sim with the puk code`,
  },
  data: {
    incident: `I deleted a file by mistake | my files disappeared | the shared drive is not accessible | onedrive doesn't sync | file is corrupted
      the network drive is full | I lost my documents | sharepoint is down | a folder vanished from the share | I can't open the shared file
      the database is unavailable | backup failed last night | drive z is gone | file locked by another user | the report shows wrong data
      excel file damaged | dropbox folder empty`,
    request: `please restore a deleted file | restore yesterday's version of the folder | I need more storage space | create a shared folder for the project
      create a teams site for our department | increase the quota of our drive | I need an export of the database | archive the old project folder
      copy my data to the new pc | please recover a document from the backup`,
    'how-to': `how do I restore a previous version of a file | how do I share a folder with a colleague | how do I map a network drive
      where should I save my files | how much space do I have on onedrive | how to send a large file | how to sync sharepoint with my pc
      how do I back up my files`,
  },
  security: {
    incident: `I clicked on a suspicious link | I received a phishing email | I think I have a virus | my laptop was stolen | I lost my phone
      my account was hacked | ransomware message on my screen | someone logged in to my account | weird popup asks me to pay | antivirus alert
      I gave my password to a fake site | suspicious email from the ceo asking for money | lost my usb key with customer data | data leak
      malware detected on my pc | unknown connection from abroad on my account | strange program running on my computer | I sent confidential data to the wrong person`,
    request: `please check this attachment | is this email legit, can you verify | please encrypt my usb key | request a security review of our app
      renew the certificate of our site | I need an encrypted drive | please allow this blocked sender | scan my pc for viruses please
      wipe my old phone please`,
    'how-to': `how do I report a phishing email | how do I recognise a scam | how to encrypt a file | how do I send confidential documents safely
      what should I do with spam | how do I lock my screen | where do I report a security incident`,
  },
  workplace: {
    incident: `the meeting room projector doesn't work | the video conference in room 5 is down | my badge doesn't open the door
      no sound in the meeting room | the screen in the boardroom stays black | air conditioning is broken | the light at my desk flickers
      my desk chair is broken | power outlet dead at my desk | the elevator is out of order | water leak in the server room
      the coffee machine is broken | the room booking panel is frozen | heating doesn't work on the first floor | the gate doesn't open with my badge
      the whiteboard camera doesn't show anything`,
    request: `I need a badge for a visitor | new badge please, I lost mine | book the big meeting room for friday | move my desk to the second floor
      please set up a desk for the new hire | I need a parking space | order a standing desk | we need chairs for a training session
      request a locker | set up equipment for an event in the auditorium | a key for the storage room please`,
    'how-to': `how do I book a meeting room | how do I use the projector | how to start a video call in the meeting room | where do I collect my badge
      how do I book a parking space | how to reserve a desk for tomorrow | who do I ask for office supplies`,
  },
}
